import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { caseStatusQuery, caseWorkflowId } from '#contracts';
import { until } from '#testing';
import { pendingBy } from '../../../apps/worker/src/sweeping/pending-commands.js';
import { Cases } from '../../support/cases.js';
import { comment, withdrawal } from '../../support/commands.js';

let cases: Cases;
/** Recording waits as long as this says so. */
let away = false;

beforeAll(async () => {
  cases = await Cases.start({
    activities: (real) => ({
      record: (input) => (away ? Promise.reject(new Error('PostgreSQL is away')) : real.record(input)),
      park: (input) => real.park(input),
      isRecordedHead: (head) => real.isRecordedHead(head),
    }),
  });
});
afterAll(() => cases?.close());

const pending = (caseId: string, commandId: string, isOpen = true): Promise<boolean> =>
  pendingBy(cases.client)({ workflowId: caseWorkflowId(caseId), commandId, isOpen });

it('what was accepted is pending until it is recorded, however long that takes', async () => {
  const caseId = await cases.open();
  const command = comment();
  expect(await pending(caseId, command.id)).toBe(false);
  away = true;
  const answer = cases.send(caseId, command);
  const status = () => cases.handle(caseId).query(caseStatusQuery);
  await until(async () => (await status()).version > (await status()).recordedVersion, 'it is accepted');
  expect(await pending(caseId, command.id)).toBe(true);
  away = false;
  await answer;
  expect(await pending(caseId, command.id)).toBe(false);
});

it('of a case that was closed in order nothing is pending', async () => {
  const caseId = await cases.open();
  await cases.send(caseId, withdrawal());
  await cases.handle(caseId).result();
  expect(await pending(caseId, randomUUID(), false)).toBe(false);
});

it('of an open case whose workflow is gone everything may be', async () => {
  const caseId = await cases.open();
  await cases.handle(caseId).terminate();
  expect(await pending(caseId, randomUUID())).toBe(true);
  expect(await pending(randomUUID(), randomUUID())).toBe(true);
});

it('of an opening that never came, or was ended by hand before it was recorded', async () => {
  expect(await pending(randomUUID(), randomUUID(), false)).toBe(false);
  const caseId = await cases.open();
  await cases.handle(caseId).terminate();
  expect(await pending(caseId, randomUUID(), false)).toBe(true);
});
