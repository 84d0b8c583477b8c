import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import {
  DUTY_WORKFLOW,
  type DutyAnswer,
  dutyCommandUpdate,
  dutyStatusQuery,
  dutyWorkflowId,
  type RecordActivities,
  type RecordDutyActivities,
  type RecordDutyInput,
} from '#contracts';
import { KeyRing } from '#crypto';
import {
  type CommandMeta,
  type DutyCommand,
  type DutyEvent,
  type Instant,
  type Role,
  RULES_VERSION,
  type Term,
} from '#domain';
import { dataConverter } from '#temporal';
import { startTimeSkipping } from '#testing';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Worker } from '@temporalio/worker';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { quietRuntime } from '../support/cases.js';
import { refusalOf } from '../support/refusals.js';
import { at, calendarOf2026 } from './virtual-office.js';

/** Time is the subject here, so what is recorded goes to memory; PostgreSQL is tested elsewhere. */
class Recorded implements RecordActivities, RecordDutyActivities {
  readonly events = new Map<string, DutyEvent[]>();
  async recordDuty({ dutyId, events }: RecordDutyInput): Promise<void> {
    this.events.set(dutyId, [...(this.events.get(dutyId) ?? []), ...events]);
  }
  async parkDuty(): Promise<void> {
    throw new Error('nothing diverges in memory');
  }
  async record(): Promise<void> {
    throw new Error('there are no cases here');
  }
  async park(): Promise<void> {
    throw new Error('there are no cases here');
  }
}

type Body<C = DutyCommand> = C extends DutyCommand ? Omit<C, keyof CommandMeta> : never;

const text = () => ({ content: randomUUID(), digest: 'd' });

describe('supervision orders in virtual time', () => {
  const ring = KeyRing.parse(`test:${randomBytes(32).toString('base64')}`);
  const taskQueue = `orders-${randomUUID()}`;
  const recorded = new Recorded();
  const calendar = calendarOf2026();
  const issuer = randomUUID();
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

  async function command(body: Body, role: Role): Promise<DutyCommand> {
    const actor = { accountId: role === 'townshipOffice' ? issuer : randomUUID(), roles: [role] };
    const occurredAt = await env.currentTimeMs();
    return { id: randomUUID(), bodyHash: randomUUID(), actor, occurredAt, ...body };
  }

  async function issue(term: Term, continueAfter?: number): Promise<string> {
    const dutyId = randomUUID();
    const place = { countyId: randomUUID(), townshipId: randomUUID(), villageId: randomUUID() };
    const body: Body = {
      ...{ type: 'issue', dutyId, kind: 'supervisionOrder', caseId: randomUUID(), place },
      ...{ to: { role: 'clerk' }, demand: text(), term, calendar },
    };
    const sent = await command(body, 'townshipOffice');
    await env.client.workflow.executeUpdateWithStart(dutyCommandUpdate, {
      args: [sent],
      updateId: sent.id,
      startWorkflowOperation: new WithStartWorkflowOperation(DUTY_WORKFLOW, {
        workflowId: dutyWorkflowId(dutyId),
        taskQueue,
        args: [{ dutyId, rules: RULES_VERSION, ...(continueAfter && { continueAfter }) }],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    });
    return dutyId;
  }

  const handle = (dutyId: string) => env.client.workflow.getHandle(dutyWorkflowId(dutyId));

  async function send(dutyId: string, body: Body, role: Role): Promise<DutyAnswer> {
    const sent = await command(body, role);
    return handle(dutyId).executeUpdate(dutyCommandUpdate, { args: [sent], updateId: sent.id });
  }
  const answer = (dutyId: string) => send(dutyId, { type: 'answer', text: text() }, 'clerk');
  const close = (dutyId: string) => send(dutyId, { type: 'close' }, 'townshipOffice');

  /** Waiting for the result would skip years. */
  async function statusOf(dutyId: string): Promise<string> {
    await env.sleep(60_000);
    return (await handle(dutyId).describe()).status.name;
  }

  const said = (dutyId: string) =>
    (recorded.events.get(dutyId) ?? [])
      .filter(({ commandId }) => commandId === 'timer')
      .map(({ type, recordedAt }) => ({ type, recordedAt }));

  /** At its instant, which at nine lies in the half hour after it, and then only as long as a task takes. */
  const within = (found: Instant | undefined, due: Instant) => {
    expect(found).toBeGreaterThanOrEqual(due);
    expect(found).toBeLessThan(due + 1_800_000);
  };

  it('over the Spring Festival: reminded, then told of as overdue, once each and at nine', async () => {
    // Friday 13 February; the 14th works, then the holidays until Tuesday the 24th, which is the second day.
    await goTo('2026-02-13T15:00');
    const dutyId = await issue('2wd');
    await goTo('2026-02-14T08:59');
    expect(said(dutyId)).toEqual([]);
    await goTo('2026-02-24T23:59');
    expect(said(dutyId).map(({ type }) => type)).toEqual(['dutyReminded']);
    within(said(dutyId)[0]?.recordedAt, at('2026-02-14T09:00'));
    await goTo('2026-02-25T08:59');
    expect(said(dutyId)).toHaveLength(1);
    await goTo('2026-02-25T12:00');
    within(said(dutyId)[1]?.recordedAt, at('2026-02-25T09:00'));
    expect(recorded.events.get(dutyId)?.at(-1)).toMatchObject({ type: 'dutyOverdue', issuer });
    await goTo('2026-03-05T12:00');
    expect(said(dutyId)).toHaveLength(2);
    // A late answer is an answer.
    await answer(dutyId);
    await close(dutyId);
    expect(await statusOf(dutyId)).toBe('COMPLETED');
    expect(await refusalOf(answer(dutyId))).toBe('ended');
  });

  it('nothing is said once it is answered; returned, it is said of the new term', async () => {
    // Monday 20 April: the days are the 21st, 22nd, 23rd.
    await goTo('2026-04-20T10:00');
    const dutyId = await issue('3wd', 2);
    await goTo('2026-04-21T10:00');
    await answer(dutyId);
    await goTo('2026-04-27T10:00');
    expect(said(dutyId)).toEqual([]);
    // Until 10 o'clock of a Wednesday: two hours before nobody is there, so the reminder comes the morning before; the alert at once.
    await send(dutyId, { type: 'return', reason: text(), term: '48h' }, 'townshipOffice');
    await goTo('2026-04-29T12:00');
    expect(said(dutyId).map(({ type }) => type)).toEqual(['dutyReminded', 'dutyOverdue']);
    within(said(dutyId)[0]?.recordedAt, at('2026-04-28T09:00'));
    within(said(dutyId)[1]?.recordedAt, at('2026-04-29T10:00'));
    // It has continued as new meanwhile, and forgotten nothing.
    expect(await handle(dutyId).query(dutyStatusQuery)).toMatchObject({ dutyId, version: 5, blocked: false });
    await answer(dutyId);
    await close(dutyId);
    expect(await statusOf(dutyId)).toBe('COMPLETED');
    const seqs = (recorded.events.get(dutyId) ?? []).map(({ seq }) => seq);
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('cancelled before its reminder, it ends in silence', async () => {
    await goTo('2026-06-15T10:00');
    const dutyId = await issue('3wd');
    await send(dutyId, { type: 'cancel', reason: text() }, 'townshipOffice');
    expect(await statusOf(dutyId)).toBe('COMPLETED');
    await goTo('2026-06-29T10:00');
    expect(said(dutyId)).toEqual([]);
  });
});
