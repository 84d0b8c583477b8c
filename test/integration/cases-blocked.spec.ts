import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { caseWorkflowId, dutyWorkflowId, retryRecordSignal } from '#contracts';
import { discardCommands, findParked } from '#persistence';
import { now, until } from '#testing';
import { TestProduct } from './cases/test-product.js';

let product: TestProduct;
beforeAll(async () => {
  product = await TestProduct.start();
});
afterAll(() => product?.close());
afterEach(() => product.database.query('ALTER TABLE event DROP CONSTRAINT IF EXISTS made_up'));

/** Stands for whatever PostgreSQL will never take. */
const refuseEvents = (type: string) =>
  product.database.query(`ALTER TABLE event ADD CONSTRAINT made_up CHECK (type <> '${type}') NOT VALID`);

async function repaired(workflowId: string, id: string): Promise<void> {
  await product.database.query('ALTER TABLE event DROP CONSTRAINT made_up');
  await product.client.workflow.getHandle(workflowId).signal(retryRecordSignal);
  await until(async () => (await findParked(product.pool, id)) === undefined, 'it is recorded');
}

it('who waits for a command that can not be recorded is told, with a code and a sentence', async () => {
  const { id } = (await product.open()).body;
  const token = await product.as('clerk');
  await refuseEvents('commented');
  const answer = await product.call(`/cases/${id}/comments`, { token, body: { text: '记不下来的话' } });
  expect(answer).toMatchObject({ status: 202, body: { state: 'blocked', code: 'case.blocked' } });
  expect(answer.body.detail).toMatch(/\p{Script=Han}/u);

  const place = answer.headers.get('location')!.replace('/api/v1', '');
  const asked = await product.call(place, { token, headers: { 'accept-language': 'en' } });
  expect(asked).toMatchObject({ status: 200, body: { state: 'blocked', code: 'case.blocked' } });
  expect(asked.body.detail).toMatch(/^This matter is halted/);
  expect((await product.view(id)).body.blocked).toBe(true);
  const next = await product.call(`/cases/${id}/comments`, { token, body: { text: '再说一句' } });
  expect(next).toMatchObject({ status: 409, body: { code: 'case.blocked' } });

  await repaired(caseWorkflowId(id), id);
  expect((await product.call(place, { token })).body).toMatchObject({ state: 'recorded' });
  expect((await product.view(id)).body.blocked).toBe(false);
});

it('also of a case of which nothing is recorded yet', async () => {
  await refuseEvents('caseOpened');
  const token = await product.as('gridWorker');
  const body = { matter: '登记时落不了账', villageId: product.places.village };
  const answer = await product.call('/cases', { token, body });
  expect(answer).toMatchObject({ status: 202, body: { state: 'blocked' } });
  const place = answer.headers.get('location')!.replace('/api/v1', '');
  expect((await product.call(place, { token })).body).toMatchObject({ state: 'blocked' });
  const { caseId } = answer.body as { caseId: string };
  await repaired(caseWorkflowId(caseId), caseId);
  expect((await product.call(place, { token })).body).toMatchObject({ state: 'recorded' });
});

it('also of a supervision order', async () => {
  const { id } = (await product.open()).body;
  const token = await product.as('townshipOffice', product.places.township);
  await refuseEvents('dutyIssued');
  const body = { instruction: '请说明原因。', term: '3wd', role: 'clerk' };
  const answer = await product.call(`/cases/${id}/supervision-orders`, { token, body });
  expect(answer).toMatchObject({ status: 202, body: { state: 'blocked', code: 'supervisionOrder.blocked' } });
  const { supervisionOrderId } = answer.body as { supervisionOrderId: string };
  const path = `/supervision-orders/${supervisionOrderId}`;
  expect(await product.call(path, { token })).toMatchObject({
    status: 409,
    body: { code: 'supervisionOrder.blocked' },
  });
  const elsewhere = await product.as('clerk', product.places.other);
  expect((await product.call(path, { token: elsewhere })).status).toBe(404);
  await repaired(dutyWorkflowId(supervisionOrderId), supervisionOrderId);
  expect((await product.call(path, { token })).body).toMatchObject({
    id: supervisionOrderId,
    blocked: false,
  });
});

it('a command that an operator gave up says so', async () => {
  const { id } = (await product.open()).body;
  const commandId = randomUUID();
  await discardCommands(product.pool, id, [{ commandId, reason: 'unrecordable.value 22P05' }], now());
  const token = await product.as('clerk');
  const asked = await product.call(`/commands/${commandId}?caseId=${id}`, { token });
  expect(asked).toMatchObject({ status: 409, body: { code: 'command.discarded' } });
  expect(asked.body.detail).toMatch(/\p{Script=Han}/u);
});

it('an administrator of the county sees what is halted, why and what to do, and tries again once it is repaired', async () => {
  const { id } = (await product.open()).body;
  await refuseEvents('commented');
  await product.call(`/cases/${id}/comments`, {
    token: await product.as('clerk'),
    body: { text: '记不下来的话' },
  });
  const county = await product.as('administrator', product.places.county);
  const listed = async (token: string) =>
    (await product.must('/blocked', { token })).body.items.filter((item: { id: string }) => item.id === id);
  const [halted] = await listed(county);
  expect(halted).toMatchObject({
    kind: 'case',
    task: 'record',
    number: expect.any(String),
    attempts: 1,
    reason: { zh: expect.stringMatching(/^违反约束/), en: expect.any(String) },
    todo: { zh: expect.stringMatching(/再试一次/) },
    commands: [`npm run ops -- resync ${id}`, `npm run ops -- resync ${id} --discard`],
  });
  // Who administers sees no cases: neither titles nor texts.
  expect(JSON.stringify(halted)).not.toMatch(/屋檐|记不下来/);
  expect(await listed(await product.as('systemAdmin', product.places.county))).toHaveLength(1);

  const retry = (token: string) => product.call(`/blocked/${id}/retries`, { token, body: {} });
  const township = await product.as('administrator', product.places.township);
  expect(await listed(township)).toEqual([]);
  expect((await retry(township)).status).toBe(404);
  expect((await retry(await product.as('county', product.places.county))).body.code).toBe('auth.roleMissing');
  expect((await retry(county)).body).toEqual({ outcome: 'parkedAgain' });
  expect((await listed(county))[0].attempts).toBe(2);
  await product.database.query('ALTER TABLE event DROP CONSTRAINT made_up');
  expect((await retry(county)).body).toEqual({ outcome: 'goesOn' });
  expect(await listed(county)).toEqual([]);
  expect((await retry(county)).status).toBe(404);
});
