import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  DUTY_WORKFLOW,
  type DutyAnswer,
  dutyCommandUpdate,
  dutyStatusQuery,
  dutyWorkflowId,
  retryRecordSignal,
} from '#contracts';
import { type CommandMeta, type DutyCommand, type Role, RULES_VERSION } from '#domain';
import { findDuty, findParked } from '#persistence';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { now, until } from '#testing';
import { Cases } from '../../support/cases.js';
import { refusalOf } from '../../support/refusals.js';

type Body<C = DutyCommand> = C extends DutyCommand ? Omit<C, keyof CommandMeta> : never;

const CALENDAR = { version: 1, from: '2026-01-01', days: 0, off: '' };
const text = () => ({ content: randomUUID(), digest: 'd' });

let cases: Cases;
let caseId: string;
beforeAll(async () => {
  cases = await Cases.start();
  caseId = await cases.open();
});
afterAll(() => cases?.close());

function command(role: Role, body: Body): DutyCommand {
  const actor = { accountId: randomUUID(), roles: [role] };
  return { id: randomUUID(), bodyHash: randomUUID(), actor, occurredAt: now(), ...body };
}

const order = (dutyId: string): DutyCommand => {
  const place = { countyId: randomUUID(), townshipId: randomUUID(), villageId: randomUUID() };
  return command('townshipOffice', {
    type: 'issue',
    dutyId,
    kind: 'supervisionOrder',
    caseId,
    place,
    to: { role: 'clerk' },
    instruction: text(),
    term: '3wd',
    calendar: CALENDAR,
  });
};
const answer = (): DutyCommand => command('clerk', { type: 'answer', text: text() });

const handle = (dutyId: string) => cases.client.workflow.getHandle(dutyWorkflowId(dutyId));
const send = (dutyId: string, sent: DutyCommand): Promise<DutyAnswer> =>
  handle(dutyId).executeUpdate(dutyCommandUpdate, { args: [{ ...sent, dutyId }], updateId: sent.id });
const sendWithStart = (dutyId: string, sent: DutyCommand, continueAfter?: number): Promise<DutyAnswer> =>
  cases.client.workflow.executeUpdateWithStart(dutyCommandUpdate, {
    args: [{ ...sent, dutyId }],
    updateId: sent.id,
    startWorkflowOperation: new WithStartWorkflowOperation(DUTY_WORKFLOW, {
      workflowId: dutyWorkflowId(dutyId),
      taskQueue: cases.temporal.taskQueue,
      args: [{ dutyId, rules: RULES_VERSION, ...(continueAfter && { continueAfter }) }],
      workflowIdConflictPolicy: 'USE_EXISTING',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    }),
  });

async function issued(continueAfter?: number): Promise<string> {
  const dutyId = randomUUID();
  await sendWithStart(dutyId, order(dutyId), continueAfter);
  return dutyId;
}

describe('a duty', () => {
  it('refused at its beginning leaves nothing waiting, and a repeat may begin it', async () => {
    const dutyId = randomUUID();
    expect(await refusalOf(sendWithStart(dutyId, answer()))).toBe('supervisionOrder.unknown');
    await expect(handle(dutyId).result()).rejects.toThrow();
    expect((await handle(dutyId).describe()).status.name).toBe('FAILED');
    expect(await sendWithStart(dutyId, order(dutyId))).toMatchObject({ dutyId, version: 1 });
  }, 30_000);

  it('carries a command out once, however often and however fast it is sent', async () => {
    const dutyId = await issued();
    const sent = answer();
    const other = { ...sent, bodyHash: 'another body' };
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => send(dutyId, index % 2 ? other : sent)),
    );
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await findDuty(cases.pool, dutyId)).toMatchObject({ status: 'answered', version: 2 });
    expect(await cases.reader.findCommand(dutyId, sent.id)).toMatchObject({ version: 2, firstSeq: 2 });
  });

  it('goes on as a new run with what it has answered, and ends when it is closed', async () => {
    const dutyId = await issued(1);
    const sent = answer();
    const first = await send(dutyId, sent);
    expect(await send(dutyId, sent)).toEqual(first);
    await send(dutyId, command('townshipOffice', { type: 'close' }));
    await handle(dutyId).result();
    expect(await refusalOf(send(dutyId, answer()))).toBe('ended');
    expect(await findDuty(cases.pool, dutyId)).toMatchObject({ status: 'closed', version: 3 });
  });

  it('parks when PostgreSQL holds another event, and goes on once that is repaired', async () => {
    const dutyId = await issued();
    const forged = randomUUID();
    await cases.database.query(
      `INSERT INTO event SELECT (e).* FROM (
         SELECT jsonb_populate_record(e, jsonb_build_object('seq', 2, 'command_id', $2::text, 'digest', '\\xff')) AS e
         FROM event e WHERE case_id = $1 AND seq = 1) forged`,
      [dutyId, forged],
    );
    const sent = answer();
    const waiting = send(dutyId, sent);
    const blocked = async () => (await handle(dutyId).query(dutyStatusQuery)).blocked;
    await until(blocked, 'the duty is parked');
    expect(await refusalOf(send(dutyId, answer()))).toBe('supervisionOrder.blocked');
    expect(await findParked(cases.pool, dutyId)).toMatchObject({
      kind: 'duty',
      attempts: 1,
      reason: { code: 'diverged.event', detail: '2' },
    });
    // Events are protected by triggers; who repairs by hand has to switch them off.
    await cases.database.query(
      `SET session_replication_role = replica; DELETE FROM event WHERE command_id = '${forged}'`,
    );
    await handle(dutyId).signal(retryRecordSignal);
    expect(await waiting).toMatchObject({ dutyId, commandId: sent.id, version: 2 });
    expect(await blocked()).toBe(false);
    expect(await findParked(cases.pool, dutyId)).toBeUndefined();
    expect(await findDuty(cases.pool, dutyId)).toMatchObject({ version: 2 });
  }, 30_000);
});
