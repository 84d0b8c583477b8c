import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { now } from '#testing';
import type { Answered } from './api/http.js';
import { TestProduct } from './cases/test-product.js';

let product: TestProduct;
let clerk: string;
let office: string;
let first: Member;
let second: Member;

interface Member {
  id: string;
  token: string;
}

beforeAll(async () => {
  product = await TestProduct.start();
  clerk = await product.as('clerk');
  office = await product.as('townshipOffice', product.places.township);
  [first, second] = (await Promise.all(
    ['小王', '小赵'].map(async (name) => {
      const account = await product.organisation.account('clerk', product.places.village, name);
      return { id: account.id, token: await product.token(account) };
    }),
  )) as [Member, Member];
});
afterAll(() => product?.close());

const opened = async (): Promise<string> => (await product.open()).body.id as string;
const assign = (id: string, token: string, assigneeId: string | null) =>
  product.call(`/cases/${id}/steps/triage/assignments`, { token, body: { assigneeId } });
const nudge = (id: string, token: string, body: object = {}, step = 'triage') =>
  product.call(`/cases/${id}/steps/${step}/nudges`, { token, body });
const mails = async (token: string, id: string): Promise<Answered[]> => {
  const { items } = (await product.must('/mailbox?limit=200', { token })).body;
  return items.filter(({ caseId }: Answered) => caseId === id);
};
const inboxItem = async (token: string, id: string): Promise<Answered> => {
  const { items } = (await product.must('/inbox?limit=200', { token })).body;
  return items.find((item: Answered) => item.case.id === id);
};

async function refused(id: string, code: string, act: () => Promise<{ status: number; body: Answered }>) {
  const before = await product.traces(id);
  const { status, body } = await act();
  expect({ code: body.code, detail: body.detail }).toEqual({
    code,
    detail: expect.stringMatching(/[\u4e00-\u9fff]/),
  });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(await product.traces(id)).toEqual(before);
}

describe('who holds a step and moves to another village', () => {
  it('holds it no longer: others find it free and take it', async () => {
    const { organisation, places } = product;
    const account = await organisation.account('clerk', places.village, '小李');
    const token = await product.token(account);
    const id = await opened();
    expect((await assign(id, token, account.id)).status).toBe(200);
    expect(await inboxItem(second.token, id)).toBeUndefined();
    await organisation.dismiss(account.id);
    await organisation.membership(account.id, 'clerk', places.other);
    expect(await inboxItem(token, id)).toBeUndefined();
    expect(await mails(token, id)).toEqual([]);
    expect((await assign(id, token, null)).status).toBe(404);
    expect(await inboxItem(second.token, id)).toMatchObject({ mine: false });
    const { steps, currentSteps, options } = (await product.view(id, second.token)).body;
    for (const step of [steps[0], currentSteps[0], options[0]]) expect(step).not.toHaveProperty('assignee');
    expect(options[0].claimable).toBe(true);
    expect((await assign(id, second.token, second.id)).status).toBe(200);
    const { items } = (await product.must(`/cases/${id}/timeline?limit=200`, { token: clerk })).body;
    const given = items.filter(({ type }: Answered) => type === 'stepAssigned');
    expect(given.map(({ data }: Answered) => [data.assignee, data.lapsed])).toEqual([
      [account.id, undefined],
      [null, true],
      [second.id, undefined],
    ]);
  });
});

describe('a nudge over HTTP', () => {
  it('comes to the mailbox of the holder, with its words in the timeline, once a day', async () => {
    const id = await opened();
    await assign(id, first.token, first.id);
    expect((await nudge(id, clerk, { text: '李四家等着，这两天能定下来吗？' })).status).toBe(200);
    expect(await mails(first.token, id)).toMatchObject([{ kind: 'nudge', step: 'triage' }]);
    expect(await mails(second.token, id)).toEqual([]);
    const { items } = (await product.must(`/cases/${id}/timeline?limit=200`, { token: clerk })).body;
    expect(items.at(-1)).toMatchObject({ type: 'nudged', data: { text: '李四家等着，这两天能定下来吗？' } });
    await refused(id, 'nudge.today', () => nudge(id, office));
  });

  it('goes to the role while nobody holds the step; the township and the county may send it, other places not', async () => {
    const id = await opened();
    await refused(id, 'nudge.own', () => nudge(id, clerk));
    const elsewhere = await product.as('clerk', product.places.other);
    expect((await nudge(id, elsewhere)).status).toBe(404);
    const county = await product.as('county', product.places.county);
    expect((await nudge(id, county)).status).toBe(200);
    expect(await mails(clerk, id)).toMatchObject([{ kind: 'nudge' }]);
  });

  it('of several steps at once is answered for each; what one is refused keeps no other back', async () => {
    const ids = [await opened(), await opened(), await opened()] as const;
    await nudge(ids[1], office);
    const steps = ids.map((caseId) => ({ caseId: caseId.toUpperCase(), step: 'triage' }));
    const elsewhere = await product.as('clerk', product.places.other);
    const several = (token: string, items: object[], key: string = randomUUID()) =>
      product.call('/nudges', { token, key, body: { items, text: '今天请受理。' } });
    const codes = ({ body }: { body: Answered }) =>
      body.items.map((item: Answered) => item.problem?.code ?? item.state);
    expect(codes(await several(elsewhere, steps))).toEqual(Array(3).fill('request.notFound'));
    expect(codes(await several(clerk, steps))).toEqual(Array(3).fill('nudge.own'));
    const key = randomUUID();
    const answered = await several(office, steps, key);
    expect(codes(answered)).toEqual(['recorded', 'nudge.today', 'recorded']);
    expect(answered.body.items[1].problem.detail).toMatch(/\p{Script=Han}/u);
    expect((await several(office, steps, key)).body).toEqual(answered.body);
    expect((await several(office, steps.slice(1), key)).body.code).toBe('request.idempotencyKeyReused');
    for (const id of ids) expect(await mails(clerk, id)).toHaveLength(1);
    const { items } = (await product.must(`/cases/${ids[2]}/timeline?limit=200`, { token: clerk })).body;
    expect(items.at(-1)).toMatchObject({ type: 'nudged', data: { text: '今天请受理。' } });
    const tooMany = Array.from({ length: 51 }, () => steps[0]!);
    for (const items of [[], tooMany, [{ caseId: ids[0] }]])
      expect((await several(office, items)).body.code).toBe('request.invalid');
    expect((await product.call('/nudges', { body: { items: steps } })).status).toBe(401);
  });

  it('of a step that is not open, of a paused case, without a token, or with what isn’t known, changes nothing', async () => {
    const id = await opened();
    await refused(id, 'step.notOpen', () => nudge(id, office, {}, 'sign'));
    await refused(id, 'request.invalid', () => nudge(id, office, { loud: true }));
    expect((await product.call(`/cases/${id}/steps/triage/nudges`, { body: {} })).status).toBe(401);
    const until = new Date(now() + 2 * 86_400_000).toISOString().slice(0, 10);
    await product.must(`/cases/${id}/pauses`, { token: clerk, body: { reason: 'harvest', until } });
    await refused(id, 'case.paused', () => nudge(id, office));
  });
});

describe('a step that goes to and fro', () => {
  it('asks the township at the third time; its word stands', async () => {
    const id = await opened();
    const due = (await product.view(id)).body.dueAt;
    for (const { token, id: account } of [first, second, first]) {
      expect((await assign(id, token, account)).status).toBe(200);
      expect((await assign(id, token, null)).status).toBe(200);
    }
    expect((await product.view(id)).body.dueAt).toBe(due);
    expect(await mails(office, id)).toMatchObject([{ kind: 'assignmentEscalated', step: 'triage' }]);
    expect(await inboxItem(office, id)).toMatchObject({ step: 'triage', asks: ['assignment'], mine: false });
    const stuck = (await product.must('/supervision/steps?group=stuck&limit=200', { token: office })).body;
    expect(stuck.items.find((item: Answered) => item.case.id === id)).toMatchObject({
      cause: { code: 'assignmentUndecided' },
      action: { code: 'decideAssignment' },
    });
    await refused(id, 'assign.decisionAwaited', () => assign(id, clerk, second.id));
    expect((await assign(id, office, second.id)).status).toBe(200);
    expect(await inboxItem(office, id)).toBeUndefined();
    await refused(id, 'assign.settled', () => assign(id, second.token, null));
  });
});

describe('a request for more time', () => {
  it('stands in the inbox and mailbox of the township until it is decided, and its answer comes back', async () => {
    const id = await opened();
    await assign(id, first.token, first.id);
    const ask = { term: '1wd', reason: '当事人外出，明天才回。' };
    const path = `/cases/${id}/steps/triage/extensions`;
    await product.must(path, { token: first.token, body: ask });
    expect(await inboxItem(office, id)).toMatchObject({ asks: ['extension'] });
    expect(await mails(office, id)).toMatchObject([{ kind: 'extensionRequested' }]);
    expect(await inboxItem(await product.as('county', product.places.county), id)).toBeUndefined();
    const decision = `/cases/${id}/steps/triage/extension-decisions`;
    await product.must(decision, { token: office, body: { approve: true } });
    expect(await inboxItem(office, id)).toBeUndefined();
    expect(await mails(first.token, id)).toMatchObject([{ kind: 'extensionApproved' }]);
  });
});
