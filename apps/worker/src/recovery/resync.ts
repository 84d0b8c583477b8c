import type { KeyRing } from '#crypto';
import { type RunInput, REFUSED, retryRecordSignal } from '#contracts';
import { type CaseEvent, type Refusal, RULES_VERSION } from '#domain';
import {
  CaseNumbers,
  discardCommands,
  findParked,
  forgetParked,
  missingTexts,
  parkReason,
  type Pool,
  Recorder,
} from '#persistence';
import { type Client, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { compare, type Comparison } from './compare.js';
import { eventRange, type Finding, findingsOf } from './findings.js';
import { readRuns } from './histories.js';
import { readRecorded, type RecordedRun } from './recorded.js';
import { splitByCommand } from './split.js';
import { type HeldBatch, type HeldCommand, type Subject, type SubjectType, TYPES } from './subject.js';

/** A worker takes it within milliseconds; without one nothing is lost but the operator's time. */
const PATIENCE_MS = 10_000;

export interface RecoveryParts {
  pool: Pool;
  ring: KeyRing;
  client: Client;
  taskQueue: string;
  now(): number;
}

export interface ResyncOptions {
  /** Gives up, and says so, what can't be recorded: the case goes on from what PostgreSQL holds. */
  discard?: boolean;
}

export interface ResyncReport {
  subject: Subject;
  findings: Finding[];
  /** False when it still waits for a decision. */
  settled: boolean;
}

interface Look {
  recorded: RecordedRun;
  compared: Comparison;
}

/**
 * Brings one case or order and its workflow together again. PostgreSQL is what was acknowledged: what only histories
 * hold is recorded behind it, nothing that stands there is changed, and a workflow that tells another story is begun
 * anew from the recorded events. Every difference is told. Repeating it is harmless.
 */
export async function resync(
  parts: RecoveryParts,
  subject: Subject,
  options: ResyncOptions = {},
): Promise<ResyncReport> {
  const attempt = new Resync(parts, subject, options);
  const settled = await attempt.run();
  return { subject, findings: attempt.findings, settled };
}

/** What the kept histories and PostgreSQL tell; in an order that makes no difference of what goes on meanwhile. */
export async function look({ pool, client }: RecoveryParts, subject: Subject): Promise<Look> {
  const before = (await readRecorded(pool, subject.id)).events.at(-1)?.seq ?? 0;
  const runs = await readRuns(client, subject);
  const recorded = await readRecorded(pool, subject.id);
  return { recorded, compared: compare(runs, recorded, before) };
}

class Resync {
  readonly findings: Finding[] = [];
  private readonly type: SubjectType;
  private readonly recorder: Recorder;

  constructor(
    private readonly parts: RecoveryParts,
    private readonly subject: Subject,
    private readonly options: ResyncOptions,
  ) {
    this.type = TYPES[subject.kind];
    this.recorder = new Recorder(parts.pool, parts.ring);
  }

  async run(): Promise<boolean> {
    const { recorded, compared } = await look(this.parts, this.subject);
    const state = this.type.fold(recorded.events);
    const ended = state !== undefined && this.type.hasEnded(state);
    const found = findingsOf(compared);
    // Of what has ended no workflow runs: that is as it should be.
    this.findings.push(...(ended ? found.filter(({ code }) => code !== 'workflowNotRunning') : found));
    const recovered = await this.recover(compared);
    if (!recovered && !this.options.discard) {
      this.tell('needsDiscard');
      return false;
    }
    const sound = compared.standing === 'inStep' && compared.differing.length === 0;
    if (sound && recovered) return this.letGoOn();
    return this.startAgain();
  }

  /** Records what only the histories hold. False when some of it can't be. */
  private async recover({ missing, gap, differing }: Comparison): Promise<boolean> {
    if (gap && !this.options.discard) return false;
    if (differing.length > 0) return true;
    for (const batch of missing) {
      const bad = await this.recordOrTell(batch);
      if (bad) {
        if (this.options.discard) await this.discard(bad.batch, bad.reason);
        return false;
      }
      await this.tellWhatIsLost(batch);
    }
    return gap === undefined;
  }

  /** The part of it that PostgreSQL will never take; what goes before that part is recorded. */
  private async recordOrTell(batch: HeldBatch): Promise<{ batch: HeldBatch; reason: string } | undefined> {
    for (const part of splitByCommand(batch)) {
      try {
        await this.type.record(this.recorder, this.subject.id, part);
        this.tell('recovered', { events: eventRange(part) });
      } catch (error) {
        const why = parkReason(error);
        if (!why) throw error;
        const reason = [why.code, why.detail].join(' ').trim();
        this.tell('unrecordable', { events: eventRange(part), reason });
        return { batch: part, reason };
      }
    }
    return undefined;
  }

  private async discard({ commands }: HeldBatch, reason: string): Promise<void> {
    const given = commands.map(({ commandId }) => ({ commandId, reason }));
    await discardCommands(this.parts.pool, this.subject.id, given, this.parts.now());
    for (const { commandId } of given) this.tell('discarded', { command: commandId });
  }

  /** What events refer to and a restored PostgreSQL has forgotten. */
  private async tellWhatIsLost({ events }: HeldBatch): Promise<void> {
    for (const event of events) {
      const lost = await missingTexts(this.parts.pool, event);
      if (lost.length > 0) this.tell('textsLost', { seq: event.seq, count: lost.length });
    }
    const opened = events.find(
      (event): event is CaseEvent & { type: 'caseOpened' } => event.type === 'caseOpened',
    );
    if (!opened) return;
    const { caseId, number, place } = opened;
    const other = await new CaseNumbers(this.parts.pool).keep(caseId, place.townshipId, number);
    if (other) this.tell('numberTwice', { number, other });
  }

  /** The workflow itself is right: where it waits for PostgreSQL, it may try again. */
  private async letGoOn(): Promise<boolean> {
    const { pool, client } = this.parts;
    if (!(await findParked(pool, this.subject.id))) {
      if (this.findings.length === 0) this.tell('inStep');
      return true;
    }
    await client.workflow.getHandle(this.type.workflowId(this.subject.id)).signal(retryRecordSignal);
    this.tell('triesAgain');
    return true;
  }

  private async startAgain(): Promise<boolean> {
    await this.endRun();
    // Nothing is added to the histories any more; what was under way to PostgreSQL is brought there now.
    const last = await look(this.parts, this.subject);
    await this.recover({ ...last.compared, ...(this.options.discard && { missing: [] }) });
    const recorded = await readRecorded(this.parts.pool, this.subject.id);
    const state = this.type.fold(recorded.events);
    await forgetParked(this.parts.pool, this.subject.id);
    if (!state) {
      this.tell('nothingRecorded');
      return true;
    }
    if (this.type.hasEnded(state)) {
      this.tell('ended', { version: state.seq });
      return true;
    }
    await this.start({
      state,
      handled: recorded.handled.map((one) => ({ ...this.type.ids(this.subject.id), ...one })),
      ...(recorded.head && { head: recorded.head }),
    });
    this.tell('startedAgain', { version: state.seq });
    for (const command of await this.unsettled()) await this.sendAgain(command);
    return true;
  }

  private async endRun(): Promise<void> {
    const { client } = this.parts;
    try {
      await client.workflow.getHandle(this.type.workflowId(this.subject.id)).terminate('resync');
    } catch (error) {
      // It has ended, or was lost.
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }

  private async start(snapshot: NonNullable<RunInput<unknown, unknown>['snapshot']>): Promise<void> {
    const { client, taskQueue } = this.parts;
    await client.workflow.start(this.type.workflow, {
      workflowId: this.type.workflowId(this.subject.id),
      taskQueue,
      args: [{ ...this.type.ids(this.subject.id), rules: RULES_VERSION, snapshot }],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
    });
  }

  /** All that was ever accepted, and is neither recorded nor given up. */
  private async unsettled(): Promise<HeldCommand[]> {
    const runs = await readRuns(this.parts.client, this.subject);
    const { settled } = await readRecorded(this.parts.pool, this.subject.id);
    const accepted = new Map(runs.flatMap((run) => run.accepted).map((command) => [command.id, command]));
    return [...accepted.values()].filter(({ id }) => !settled.has(id));
  }

  /** Its sender was told that it is accepted; whether the case as it stands still allows it, the rules say. */
  private async sendAgain(command: HeldCommand): Promise<void> {
    const { client, pool, now } = this.parts;
    const params = { command: command.id, type: command.type };
    try {
      await client.withDeadline(Date.now() + PATIENCE_MS, () =>
        client.workflow
          .getHandle(this.type.workflowId(this.subject.id))
          .executeUpdate<unknown, [HeldCommand]>(this.type.update, { args: [command], updateId: command.id }),
      );
      this.tell('sentAgain', params);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) {
        this.tell('notSentAgain', params);
        return;
      }
      const given = [{ commandId: command.id, reason: refusal.code }];
      await discardCommands(pool, this.subject.id, given, now());
      this.tell('refusedAgain', { ...params, reason: refusal.code });
    }
  }

  private tell(code: Finding['code'], params?: Finding['params']): void {
    this.findings.push({ code, ...(params && { params }) });
  }
}

function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof WorkflowUpdateFailedError)) return undefined;
  const { cause } = error;
  return cause instanceof ApplicationFailure && cause.type === REFUSED
    ? (cause.details?.[0] as Refusal)
    : undefined;
}
