import type { Instant } from '../model/basics.js';
import { termOf, type Listener, type ProcedureStep, type Rung } from '../model/procedure.js';
import type { CaseState, PendingRung, StepState } from '../model/state.js';
import { after, before, endOfDay, nextMorning, nextOfficeTime, parseTerm } from '../time/index.js';
import { addressee, owingIn, type Addressee } from './addressee.js';
import { levelAbove } from './authority.js';
import { knownDefinition } from './definition.js';
import { inOrder } from './pending-rungs.js';
import { openPause, pauseEnd } from './ledger.js';

/** The last one has gone out by half past nine. */
const SPREAD_MS = 29 * 60_000;

/** The step's own ladder, else that of its procedure. */
function ladderOf({ procedure, intake }: CaseState, definition: ProcedureStep): readonly Rung[] {
  const home = procedure?.steps.some(({ key }) => key === definition.key) ? procedure : intake;
  return definition.rungs ?? home.rungs ?? [];
}

/**
 * The rungs that are still to come under these dates, the next one first. One that was past when its step opened is
 * left out; one that was still to come and now would be past, because a date moved, speaks at the next office hour, and
 * so does what an urgent step leaves no time to say: it may be due before anybody is at work. None speaks while the
 * clocks stand.
 *
 * @param step as it stands, with the rungs that it had and those that have spoken
 */
export function rungsToCome(
  state: CaseState,
  definition: ProcedureStep,
  step: StepState,
  now: Instant,
): PendingRung[] {
  const dates = new Set([...(step.dueAt === undefined ? [] : [step.dueAt]), ...datesOfCase(state)]);
  const found = ladderOf(state, definition).flatMap((rung, index) =>
    ('unassigned' in rung ? [freeSince(step)] : [...dates]).flatMap((from) => {
      if (step.told?.[index]?.includes(from)) return [];
      const was = wasToCome(step, index, from, dates);
      const hurries = state.urgent && from === step.dueAt && now < from;
      const at = reached(state, rung, { from, was, hurries }, now);
      return at === undefined ? [] : [{ rung: index, at, for: from }];
    }),
  );
  return inOrder(found);
}

/** Whoever holds an open step also hears of the promise to the resident and of the dates of outside numbers. */
function datesOfCase(state: CaseState): Instant[] {
  const outside = state.externalRefs.flatMap(({ dueOn }) => (dueOn ? [endOfDay(dueOn)] : []));
  return [...(promiseDue(state) ?? []), ...outside];
}

/** The earliest date that the case as a whole has to keep; undefined where it has none. */
export function caseDueAt(state: CaseState): Instant | undefined {
  const dates = datesOfCase(state);
  return dates.length > 0 ? Math.min(...dates) : undefined;
}

/** The promise to the resident, until the step that keeps it is done in this round. */
export function promiseDue({ procedure, wholeDueAt, steps, round }: CaseState): [Instant] | undefined {
  const until = procedure?.whole && steps[procedure.whole.until];
  const kept = until?.status === 'done' && until.round === round;
  return wholeDueAt === undefined || kept ? undefined : [wholeDueAt];
}

/** Before `notBefore` there is nothing to take in hand, so that nobody neglects it. */
const freeSince = (step: StepState): Instant =>
  Math.max(step.freeSince ?? step.startedAt, step.notBefore ?? 0);

/** When the rung was to come: for this date, or for one that is no longer kept and that this one stands for now. */
const wasToCome = (
  { rungs = [] }: StepState,
  index: number,
  from: Instant,
  dates: ReadonlySet<Instant>,
): Instant | undefined =>
  rungs.find((one) => one.rung === index && (one.for === from || !dates.has(one.for)))?.at;

function reached(
  state: CaseState,
  rung: Rung,
  { from, was, hurries }: { from: Instant; was: Instant | undefined; hurries: boolean },
  now: Instant,
): Instant | undefined {
  const { calendar, caseId } = state;
  const tooLate = (at: Instant): boolean => 'before' in rung && at >= from;
  const term = termOf(rung);
  const byHours = parseTerm(term)?.unit === 'h';
  // A due time ends its last day, and it is that day which the term leaves out.
  const start = 'after' in rung && !byHours ? from - 1 : from;
  const exact = 'before' in rung ? before(calendar, from, term) : after(calendar, start, term);
  const at = byHours ? exact : spread(exact, caseId);
  const pause = openPause(state);
  if (pause && at < pauseEnd(pause)) {
    if (at <= now && was === undefined) return undefined;
    const resumed = spread(nextMorning(calendar, pauseEnd(pause)), caseId);
    return tooLate(resumed) ? undefined : resumed;
  }
  if (at > now) return tooLate(at) ? undefined : at;
  const soon = nextOfficeTime(calendar, now);
  if (was === undefined) return hurries && 'before' in rung ? soon : undefined;
  return tooLate(soon) ? undefined : soon;
}

/** A thousand cases due on one day don't ring at nine sharp: each has its own moment of the half hour after it. */
export function spread(at: Instant, caseId: string): Instant {
  let hash = 0;
  for (let i = 0; i < caseId.length; i += 1) hash = (hash * 31 + caseId.charCodeAt(i)) % SPREAD_MS;
  return at + hash;
}

/** The rungs that have something to say: what rings must also be heard, or the timer would ring for ever. */
export function speaking(state: CaseState, step: StepState): (PendingRung & { what: Rung })[] {
  const ladder = ladderOf(state, knownDefinition(state, step.key));
  return (step.rungs ?? []).flatMap((pending) => {
    const what = ladder[pending.rung];
    return what && speaks(what, step) ? [{ ...pending, what }] : [];
  });
}

/** What somebody holds, or has begun, is not lying there. */
const speaks = (rung: Rung, step: StepState): boolean =>
  !('unassigned' in rung) || !(step.assignee ?? step.touched);

export function listenerOf(state: CaseState, step: StepState, tell: Listener): Addressee {
  const { owner } = step;
  switch (tell) {
    case 'holder':
      return addressee(step, owingIn(state, step));
    case 'manager':
      return { owner: owner === 'townshipOffice' ? owner : 'clerk' };
    case 'above':
      return { owner: levelAbove(owner) };
  }
}
