import { canonicalJson } from '#crypto';
import type { HeldRun } from './histories.js';
import type { RecordedRun } from './recorded.js';
import type { AnyEvent, HeldBatch, HeldCommand } from './subject.js';

/** How the workflow stands to what is recorded. */
export type WorkflowStanding =
  /** It goes on from the last recorded event, or from what it is about to record. */
  | 'inStep'
  /** It runs on an older state: Temporal was restored older. */
  | 'older'
  /** None runs: lost, terminated, failed, or ended. */
  | 'notRunning';

export interface Comparison {
  standing: WorkflowStanding;
  /** Status of the latest run; undefined when no history is kept. */
  status?: string;
  /** The last recorded event. */
  head: number;
  /** What the histories hold beyond that, in the batches in which it was to be recorded. */
  missing: (HeldBatch & { completed: boolean })[];
  /** Numbers that neither side holds. */
  gap?: { from: number; to: number };
  /**
   * Events that both sides hold under one number, and not the same. What PostgreSQL never took of a run is none of
   * them once another run goes on from what stands there instead.
   */
  differing: { seq: number; recorded: string; held: string }[];
  /** Commands that were accepted and are neither recorded, nor about to be, nor given up. */
  unrecorded: HeldCommand[];
}

/**
 * Pure: what the kept histories and PostgreSQL tell of one case or order.
 *
 * @param runs the oldest first
 * @param headBefore what was recorded before the histories were read: what came meanwhile makes no workflow older
 */
export function compare(runs: readonly HeldRun[], recorded: RecordedRun, headBefore = Infinity): Comparison {
  const head = recorded.events.at(-1)?.seq ?? 0;
  const batches = effective(runs);
  const bySeq = new Map(recorded.events.map((event) => [event.seq, event]));
  const begun = runs.at(-1)?.snapshotSeq ?? 0;
  const held = batches
    .filter((batch) => batch.completed || lastSeq(batch) > begun)
    .flatMap(({ events }) => events);
  const differing = held.flatMap((event) => {
    const here = bySeq.get(event.seq);
    return here && canonicalJson(here) !== canonicalJson(event)
      ? [{ seq: event.seq, recorded: here.type, held: event.type }]
      : [];
  });
  const beyond = differing.length > 0 ? [] : after(head, batches);
  const first = beyond[0]?.events[0]?.seq ?? head + 1;
  const gap = first > head + 1 ? { from: head + 1, to: first - 1 } : undefined;
  const coming = new Set(beyond.flatMap(({ commands }) => commands.map(({ commandId }) => commandId)));
  const latest = runs.at(-1);
  return {
    standing: standingOf(latest, Math.min(head, headBefore)),
    ...(latest && { status: latest.status }),
    head,
    missing: beyond,
    ...(gap && { gap }),
    differing,
    unrecorded: unique(runs.flatMap(({ accepted }) => accepted)).filter(
      ({ id }) => !recorded.settled.has(id) && !coming.has(id),
    ),
  };
}

const lastSeq = ({ events }: HeldBatch): number => events.at(-1)?.seq ?? 0;

/** A run that begins at a version leaves behind what an earlier one held beyond it. */
function effective(runs: readonly HeldRun[]): HeldRun['batches'] {
  return runs.reduce<HeldRun['batches']>(
    (before, { snapshotSeq, batches }) => [
      ...before.filter((batch) => lastSeq(batch) <= snapshotSeq),
      ...batches,
    ],
    [],
  );
}

/** Each event once: a parked run hands in what it has again, with more. */
function after(head: number, batches: HeldRun['batches']): Comparison['missing'] {
  const beyond: Comparison['missing'] = [];
  let last = head;
  for (const { events, commands, completed, ...rest } of batches) {
    const more = events.filter(({ seq }) => seq > last);
    if (completed) markCompleted(beyond, events);
    if (more.length === 0) continue;
    const made = commands.filter(({ version }) => version > last);
    beyond.push({ ...rest, events: more, commands: made, completed });
    last = more.at(-1)!.seq;
  }
  return beyond;
}

function markCompleted(batches: Comparison['missing'], events: readonly AnyEvent[]): void {
  const seqs = new Set(events.map(({ seq }) => seq));
  for (const batch of batches) if (batch.events.every(({ seq }) => seqs.has(seq))) batch.completed = true;
}

function standingOf(latest: HeldRun | undefined, head: number): WorkflowStanding {
  if (latest?.status !== 'RUNNING') return 'notRunning';
  const known = Math.max(latest.snapshotSeq, ...latest.batches.map(({ events }) => events.at(-1)?.seq ?? 0));
  return known < head ? 'older' : 'inStep';
}

const unique = (commands: readonly HeldCommand[]): HeldCommand[] => [
  ...new Map(commands.map((command) => [command.id, command])).values(),
];
