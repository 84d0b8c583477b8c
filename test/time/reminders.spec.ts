import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CASE_WORKFLOW,
  caseWorkflowId,
  commandUpdate,
  type CommandAnswer,
  type RecordActivities,
  type RecordInput,
} from '#contracts';
import { KeyRing } from '#crypto';
import {
  RULES_VERSION,
  type CaseEvent,
  type Command,
  type CommandMeta,
  type Instant,
  type Procedure,
  type Role,
  type Term,
} from '#domain';
import { dataConverter } from '#temporal';
import { startTimeSkipping } from '#testing';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Worker } from '@temporalio/worker';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { quietRuntime } from '../support/cases.js';
import { at, calendarOf2026, later } from './year-2026.js';

/** Triage, then an answer, with the terms that a test is about. */
const intake = (triage: [Term, Term], answer: [Term, Term]): Procedure => ({
  key: 'intake',
  version: 1,
  name: { zh: '受理', en: 'Intake' },
  categories: [],
  start: 'triage',
  steps: [
    {
      key: 'triage',
      kind: 'triage',
      name: { zh: '受理分流', en: 'Triage' },
      owner: 'clerk',
      term: triage[0],
      remind: triage[1],
      params: {},
      on: { admitted: { to: 'reply' }, notAdmitted: { to: 'reply' }, redLine: { end: 'reported' } },
    },
    {
      key: 'reply',
      kind: 'answer',
      name: { zh: '答复', en: 'Answer' },
      owner: 'clerk',
      term: answer[0],
      remind: answer[1],
      params: { waysRequired: false },
      on: { answered: { end: 'answered' } },
    },
  ],
});

/** Time is the subject here, so what is recorded goes to memory; PostgreSQL is tested elsewhere. */
class Recorded implements RecordActivities {
  readonly events = new Map<string, CaseEvent[]>();
  async record({ caseId, events }: RecordInput): Promise<void> {
    this.events.set(caseId, [...(this.events.get(caseId) ?? []), ...events]);
  }
  async park(): Promise<void> {
    throw new Error('nothing diverges in memory');
  }
}

type Body<C = Command> = C extends Command ? Omit<C, keyof CommandMeta> : never;

describe('reminders in virtual time', () => {
  const ring = KeyRing.parse(`test:${randomBytes(32).toString('base64')}`);
  const taskQueue = `time-${randomUUID()}`;
  const recorded = new Recorded();
  const calendar = calendarOf2026();
  let env: TestWorkflowEnvironment;
  let worker: Worker;
  let running: Promise<void>;

  beforeAll(async () => {
    quietRuntime();
    env = await startTimeSkipping({ client: { dataConverter: dataConverter(ring) } });
    const temporal = { namespace: env.namespace ?? 'default', taskQueue };
    worker = await createWorker({ connection: env.nativeConnection, temporal, ring, activities: recorded });
    running = worker.run();
  }, 120_000);
  afterAll(async () => {
    worker?.shutdown();
    await running;
    await env?.teardown();
  });

  /** The tests share one time and go forward in it. */
  async function goTo(local: string): Promise<void> {
    const wait = at(local) - (await env.currentTimeMs());
    expect(wait).toBeGreaterThan(0);
    await env.sleep(wait);
  }

  async function command(body: Body, role: Role = 'clerk'): Promise<Command> {
    const actor = { accountId: randomUUID(), roles: [role] };
    const occurredAt = await env.currentTimeMs();
    return { id: randomUUID(), bodyHash: randomUUID(), actor, occurredAt, ...body };
  }

  async function open(procedure: Procedure): Promise<string> {
    const caseId = randomUUID();
    const place = { countyId: randomUUID(), townshipId: randomUUID(), villageId: randomUUID() };
    const matter = { content: randomUUID(), digest: 'd' };
    const opening = await command({
      ...{ type: 'open', caseId, number: caseId, place, matter, intake: procedure, calendar },
    });
    await env.client.workflow.executeUpdateWithStart(commandUpdate, {
      args: [opening],
      updateId: opening.id,
      startWorkflowOperation: new WithStartWorkflowOperation(CASE_WORKFLOW, {
        workflowId: caseWorkflowId(caseId),
        taskQueue,
        args: [{ caseId, rules: RULES_VERSION }],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    });
    return caseId;
  }

  async function send(caseId: string, body: Body, role?: Role): Promise<CommandAnswer> {
    const sent = await command(body, role);
    const handle = env.client.workflow.getHandle(caseWorkflowId(caseId));
    return handle.executeUpdate(commandUpdate, { args: [sent], updateId: sent.id });
  }

  const triaged = (caseId: string) =>
    send(caseId, {
      ...{ type: 'act', step: 'triage', action: 'complete' },
      payload: {
        category: 'development',
        parties: [],
        willingness: 'notAsked',
        redLines: [],
        pending: 'none',
        answerable: true,
      },
    });
  const replied = (caseId: string) =>
    send(caseId, {
      ...{ type: 'act', step: 'reply', action: 'complete' },
      payload: { text: { content: randomUUID(), digest: 'd' } },
    });

  const of = <T extends CaseEvent['type']>(caseId: string, type: T) =>
    (recorded.events.get(caseId) ?? []).filter(
      (event): event is Extract<CaseEvent, { type: T }> => event.type === type,
    );

  const reminders = (caseId: string) =>
    (recorded.events.get(caseId) ?? [])
      .filter((event) => event.type === 'reminded')
      .map(({ step, dueAt, recordedAt }) => ({ step, dueAt, recordedAt }));

  /** Timers in the history: started, cancelled, fired. */
  async function timers(caseId: string) {
    const history = await env.client.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
    const count = (attributes: string) =>
      (history.events ?? []).filter((event) => event[attributes as keyof typeof event]).length;
    return {
      started: count('timerStartedEventAttributes'),
      canceled: count('timerCanceledEventAttributes'),
      fired: count('timerFiredEventAttributes'),
    };
  }

  /** At its instant: not a moment too early, and after it only as long as a task takes. */
  const within = (found: Instant | undefined, due: Instant) => {
    expect(found).toBeGreaterThanOrEqual(due);
    expect(found).toBeLessThan(due + 30_000);
  };

  it('over the Spring Festival a step done in time is never reminded of, and the timer is kept', async () => {
    // Two working days from Friday 13 February: 14 February works, then the holidays until Tuesday the 24th.
    await goTo('2026-02-13T10:00');
    const caseId = await open(intake(['2wd', 'sameDay'], ['5wd', 'sameDay']));
    await goTo('2026-02-24T08:00');
    expect(reminders(caseId)).toEqual([]);
    await triaged(caseId);
    // The answer's five days end on Monday 2 March, for Saturday 28 February works: later than the timer's instant.
    expect(await timers(caseId)).toEqual({ started: 1, canceled: 0, fired: 0 });
    await goTo('2026-02-24T12:00');
    expect(reminders(caseId)).toEqual([]);
    expect(await timers(caseId)).toEqual({ started: 2, canceled: 0, fired: 1 });
    await goTo('2026-03-02T08:59');
    expect(reminders(caseId)).toEqual([]);
    await goTo('2026-03-02T12:00');
    const [reminder, ...more] = reminders(caseId);
    expect(more).toEqual([]);
    expect(reminder).toMatchObject({ step: 'reply', dueAt: at('2026-03-03T00:00') });
    within(reminder?.recordedAt, at('2026-03-02T09:00'));
    await replied(caseId);
    expect(await timers(caseId)).toEqual({ started: 2, canceled: 0, fired: 2 });
  });

  it('over the Dragon Boat Festival the timer is set anew when something is due earlier', async () => {
    await goTo('2026-06-16T09:30');
    const caseId = await open(intake(['10wd', '1wd'], ['2wd', 'sameDay']));
    await triaged(caseId);
    // Two working days from Tuesday 16 June: Wednesday and Thursday.
    expect(await timers(caseId)).toEqual({ started: 2, canceled: 1, fired: 0 });
    await goTo('2026-06-18T12:00');
    const [reminder, ...more] = reminders(caseId);
    expect(more).toEqual([]);
    expect(reminder).toMatchObject({ step: 'reply', dueAt: at('2026-06-19T00:00') });
    within(reminder?.recordedAt, at('2026-06-18T09:00'));
    await goTo('2026-07-15T12:00');
    expect(reminders(caseId)).toHaveLength(1);
    expect(await timers(caseId)).toEqual({ started: 2, canceled: 1, fired: 1 });
  });

  it('a pause, an extension and a hand-over move the one reminder to its new day and holder', async () => {
    await goTo('2026-09-14T10:00');
    // 15, 16, 17, 18 and Sunday 20 September (a working one) are the five days.
    const caseId = await open(intake(['5wd', '1wd'], ['5wd', '1wd']));
    await goTo('2026-09-17T10:00');
    const until = later('2026-09-21');
    await send(caseId, { type: 'pause', reason: 'harvest', until });
    await goTo('2026-09-22T12:00');
    const resumed = of(caseId, 'resumed');
    expect(resumed).toMatchObject([{ atLimit: true, occurredAt: at('2026-09-22T00:00') }]);
    within(resumed[0]?.recordedAt, at('2026-09-22T00:00'));
    // 17, 18, 20 and 21 September were paused: 21, 22, 23, 24 follow the 20th.
    expect(of(caseId, 'stepRescheduled').at(-1)).toMatchObject({ dueAt: at('2026-09-25T00:00') });
    const reason = { content: randomUUID(), digest: 'd' };
    await send(caseId, { type: 'requestExtension', step: 'triage', term: '2wd', reason });
    const approval: Body = { type: 'decideExtension', step: 'triage', approve: true };
    await send(caseId, approval, 'townshipOffice');
    // Friday 25 September is off: Monday the 28th and Tuesday the 29th.
    expect(of(caseId, 'stepRescheduled').at(-1)).toMatchObject({ dueAt: at('2026-09-30T00:00') });
    const assignee = randomUUID();
    await send(caseId, { type: 'assign', step: 'triage', assignee, assigneeRoles: ['clerk'] });
    await goTo('2026-09-28T08:59');
    expect(reminders(caseId)).toEqual([]);
    await goTo('2026-09-28T12:00');
    const [reminder, ...more] = of(caseId, 'reminded');
    expect(more).toEqual([]);
    expect(reminder).toMatchObject({ assignee, dueAt: at('2026-09-30T00:00') });
    within(reminder?.recordedAt, at('2026-09-28T09:00'));
  });

  it('over National Day the reminder comes at its instant, once', async () => {
    // Tuesday 29 September; 30 September, 8, 9, 10 (a working Saturday) and 12 October are the five days.
    await goTo('2026-09-29T16:20');
    const caseId = await open(intake(['5wd', '1wd'], ['5wd', '1wd']));
    await goTo('2026-10-10T08:59');
    expect(reminders(caseId)).toEqual([]);
    await goTo('2026-10-10T09:10');
    const [reminder] = reminders(caseId);
    expect(reminder).toMatchObject({ step: 'triage', dueAt: at('2026-10-13T00:00') });
    within(reminder?.recordedAt, at('2026-10-10T09:00'));
    await goTo('2026-12-01T09:00');
    expect(reminders(caseId)).toHaveLength(1);
  });

  it('a calendar published meanwhile moves the reminder, and the old instant passes in silence', async () => {
    // Monday 14 December: 15 to 18 and 21 December; with the 17th and 18th off 15, 16, 21 to 23 December.
    await goTo('2026-12-14T10:00');
    const caseId = await open(intake(['5wd', '1wd'], ['5wd', '1wd']));
    await goTo('2026-12-15T10:00');
    const published = {
      ...(await command({ type: 'applyCalendar', calendar: calendarOf2026('12-17 12-18', 2) })),
    };
    published.actor = { ...published.actor, roles: ['administrator'] };
    const handle = env.client.workflow.getHandle(caseWorkflowId(caseId));
    await handle.executeUpdate(commandUpdate, { args: [published], updateId: published.id });
    await goTo('2026-12-22T08:59');
    expect(reminders(caseId)).toEqual([]);
    await goTo('2026-12-22T09:10');
    const [reminder, ...more] = reminders(caseId);
    expect(more).toEqual([]);
    expect(reminder).toMatchObject({ step: 'triage', dueAt: at('2026-12-24T00:00') });
    within(reminder?.recordedAt, at('2026-12-22T09:00'));
  });
});
