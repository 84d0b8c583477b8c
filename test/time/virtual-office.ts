import { randomBytes, randomUUID } from 'node:crypto';
import {
  CASE_WORKFLOW,
  caseWorkflowId,
  commandUpdate,
  type CommandAnswer,
  DUTY_WORKFLOW,
  type DutyAnswer,
  dutyCommandUpdate,
  dutyWorkflowId,
  type RecordActivities,
  type RecordDutyActivities,
  type RecordDutyInput,
  type RecordInput,
} from '#contracts';
import { KeyRing } from '#crypto';
import {
  encodeCalendar,
  evolve,
  isOff,
  RULES_VERSION,
  type Actor,
  type CalendarBits,
  type CaseEvent,
  type CaseState,
  type Command,
  type CommandMeta,
  type DutyCommand,
  type DutyEvent,
  type Instant,
  type Procedure,
  type Role,
} from '#domain';
import { dataConverter } from '#temporal';
import { MovedTime } from '#runtime';
import { startTemporal, type TestTemporal, workflowsOfRun } from '#testing';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { quietRuntime } from '../support/quiet-runtime.js';

/**
 * Virtual time only goes forward from the host's today, so the announced year 2026 is played 28 years later: after 28
 * years the dates fall on the same weekdays (until 2099).
 */
export const later = (date: string): string => `${Number(date.slice(0, 4)) + 28}${date.slice(4)}`;
export const at = (local: string): Instant => Date.parse(`${later(local)}:00+08:00`);
/** Back again, with the half hour that it lies in: what is said at nine is spread over it. */
export const told = (instant: Instant): string => {
  const local = new Date(Math.floor(instant / 1_800_000) * 1_800_000 + 8 * 3_600_000).toISOString();
  return `${Number(local.slice(0, 4)) - 28}${local.slice(4, 16)}`;
};

const OFF =
  '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07';
const WORKING_WEEKENDS = '01-04 02-14 02-28 05-09 09-20 10-10';

/** 2026 as announced, with `more` days off; what follows it is not announced yet. */
export function calendarOf2026(more = '', version = 1): CalendarBits {
  const from = later('2026-01-01');
  const weekends = { version: 1, from, days: 0, off: '' };
  const named = (days: string) =>
    new Set(
      days
        .split(' ')
        .filter(Boolean)
        .map((day) => later(`2026-${day}`)),
    );
  const [holidays, working] = [named(`${OFF} ${more}`), named(WORKING_WEEKENDS)];
  const dates = Array.from({ length: 365 }, (_, i) =>
    new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 10),
  );
  const off = dates.filter((date) => holidays.has(date) || (isOff(weekends, date) && !working.has(date)));
  const provisionalFrom = later('2027-01-01');
  return encodeCalendar({ version, from, days: 365, off: new Set(off), provisionalFrom });
}

/** As long as a run waits for its first command; nothing here is due as soon as that. */
const PATIENCE_FOR_OPENING_SECONDS = 10;

/** Time is the subject here, so what is recorded goes to memory; PostgreSQL is tested elsewhere. */
class Recorded implements RecordActivities, RecordDutyActivities {
  readonly events = new Map<string, CaseEvent[]>();
  readonly dutyEvents = new Map<string, DutyEvent[]>();
  async record({ caseId, events }: RecordInput): Promise<void> {
    this.events.set(caseId, [...(this.events.get(caseId) ?? []), ...events]);
  }
  async recordDuty({ dutyId, events }: RecordDutyInput): Promise<void> {
    this.dutyEvents.set(dutyId, [...(this.dutyEvents.get(dutyId) ?? []), ...events]);
  }
  async isRecordedHead(): Promise<boolean> {
    return true;
  }
  async park(): Promise<void> {
    throw new Error('nothing diverges in memory');
  }
  async parkDuty(): Promise<void> {
    throw new Error('nothing diverges in memory');
  }
}

export type Body<C = Command> = C extends CommandMeta ? Omit<C, keyof CommandMeta> : never;
type Issue = Extract<DutyCommand, { type: 'issue' }>;

/** Cases and duties on the real Temporal server, whose time is moved on, by the workflow and worker of the product. */
export class VirtualOffice {
  private constructor(
    private readonly temporal: TestTemporal,
    private readonly time: MovedTime,
    private readonly client: Client,
    private readonly connection: NativeConnection,
    private readonly worker: Worker,
    private readonly running: Promise<void>,
    private readonly recorded: Recorded,
  ) {}

  static async open(): Promise<VirtualOffice> {
    quietRuntime();
    const ring = KeyRing.parse(`test:${randomBytes(32).toString('base64')}`);
    const temporal = await startTemporal();
    const options = { dataConverter: dataConverter(ring) };
    const time = new MovedTime(temporal.client(options));
    const client = temporal.client({ ...options, interceptors: { workflow: [time.interceptor] } });
    const connection = await NativeConnection.connect({ address: temporal.address });
    const activities = new Recorded();
    const workflows = workflowsOfRun();
    const worker = await createWorker({ connection, temporal, ring, activities, workflows });
    return new VirtualOffice(temporal, time, client, connection, worker, worker.run(), activities);
  }

  async close(): Promise<void> {
    this.worker.shutdown();
    await this.running;
    await this.connection.close();
    await this.temporal.close();
  }

  now(): Instant {
    return this.time.now();
  }

  /** All cases and duties share one time and go forward in it. */
  async goTo(local: string): Promise<void> {
    if (at(local) <= this.now()) throw new Error(`${local} is over`);
    await this.time.reach(at(local));
  }

  async start(procedure: Procedure, calendar: CalendarBits): Promise<string> {
    const caseId = randomUUID();
    const matter = { content: randomUUID(), digest: 'd' };
    const body: Body = {
      type: 'open',
      caseId,
      number: caseId,
      place: somewhere(),
      matter,
      intake: procedure,
      calendar,
    };
    const opening = { ...this.meta('clerk'), ...body };
    await this.client.workflow.executeUpdateWithStart(commandUpdate, {
      args: [opening],
      updateId: opening.id,
      startWorkflowOperation: this.starting(CASE_WORKFLOW, caseWorkflowId(caseId), { caseId }),
    });
    return caseId;
  }

  /** A supervision order to the clerks of some village; `continueAfter` as the workflow takes it. */
  async issue(
    order: Pick<Issue, 'instruction' | 'term' | 'calendar'>,
    by: Actor,
    continueAfter?: number,
  ): Promise<string> {
    const dutyId = randomUUID();
    const body: Body<DutyCommand> = {
      type: 'issue',
      dutyId,
      kind: 'supervisionOrder',
      caseId: randomUUID(),
      place: somewhere(),
      to: { role: 'clerk' },
      ...order,
    };
    const issued = { ...this.meta(by), ...body };
    const input = { dutyId, ...(continueAfter && { continueAfter }) };
    await this.client.workflow.executeUpdateWithStart(dutyCommandUpdate, {
      args: [{ ...issued, dutyId }],
      updateId: issued.id,
      startWorkflowOperation: this.starting(DUTY_WORKFLOW, dutyWorkflowId(dutyId), input),
    });
    return dutyId;
  }

  async send(caseId: string, body: Body, by: Role | Actor = 'clerk'): Promise<CommandAnswer> {
    const sent = { ...this.meta(by), ...body };
    const handle = this.client.workflow.getHandle(caseWorkflowId(caseId));
    return handle.executeUpdate(commandUpdate, { args: [{ ...sent, caseId }], updateId: sent.id });
  }

  async sendDuty(dutyId: string, body: Body<DutyCommand>, by: Role | Actor = 'clerk'): Promise<DutyAnswer> {
    const sent = { ...this.meta(by), ...body };
    return this.duty(dutyId).executeUpdate(dutyCommandUpdate, {
      args: [{ ...sent, dutyId }],
      updateId: sent.id,
    });
  }

  /** The handle of its workflow. */
  duty(dutyId: string) {
    return this.client.workflow.getHandle(dutyWorkflowId(dutyId));
  }

  dutyEvents(dutyId: string): readonly DutyEvent[] {
    return this.recorded.dutyEvents.get(dutyId) ?? [];
  }

  events(caseId: string): readonly CaseEvent[] {
    return this.recorded.events.get(caseId) ?? [];
  }

  of<T extends CaseEvent['type']>(caseId: string, type: T) {
    return this.events(caseId).filter(
      (event): event is Extract<CaseEvent, { type: T }> => event.type === type,
    );
  }

  state(caseId: string): CaseState {
    const state = this.events(caseId).reduce<CaseState | undefined>(
      (s, event) => evolve(s, event),
      undefined,
    );
    if (!state) throw new Error('nothing is recorded');
    return state;
  }

  /** Timers in the history: started, cancelled, fired. How long the opening is waited for doesn't count. */
  async timers(caseId: string) {
    const { events } = await this.client.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
    const history = events ?? [];
    const reminding = new Set(
      history
        .map(({ timerStartedEventAttributes: timer }) => timer)
        .filter((timer) => Number(timer?.startToFireTimeout?.seconds) > PATIENCE_FOR_OPENING_SECONDS)
        .map((timer) => timer?.timerId),
    );
    return {
      started: reminding.size,
      canceled: history.filter((event) => reminding.has(event.timerCanceledEventAttributes?.timerId)).length,
      fired: history.filter((event) => reminding.has(event.timerFiredEventAttributes?.timerId)).length,
    };
  }

  private starting(workflow: string, workflowId: string, input: object) {
    return new WithStartWorkflowOperation(workflow, {
      workflowId,
      taskQueue: this.temporal.taskQueue,
      args: [{ ...input, rules: RULES_VERSION }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  }

  private meta(by: Role | Actor): CommandMeta {
    const actor = typeof by === 'string' ? { accountId: randomUUID(), roles: [by] } : by;
    return { id: randomUUID(), bodyHash: randomUUID(), actor, occurredAt: this.now() };
  }
}

const somewhere = () => ({ countyId: randomUUID(), townshipId: randomUUID(), villageId: randomUUID() });
