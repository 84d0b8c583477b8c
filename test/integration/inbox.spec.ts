import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calendarWorkflowId } from '#contracts';
import { addDays, dateOf } from '#domain';
import { Catalogue } from '#persistence';
import { now } from '#testing';
import type { Answered } from './api/http.js';
import { TestProduct } from './cases/test-product.js';

let product: TestProduct;
let clerk: string;
let colleague: { id: string; username: string };
beforeAll(async () => {
  product = await TestProduct.start({ ownNamespace: true });
  clerk = await product.as('clerk');
  colleague = await product.organisation.account('clerk', product.places.village, '小王');
});
afterAll(() => product?.close());

const get = async (path: string, token = clerk): Promise<Answered> =>
  (await product.must(path, { token })).body;
const casesIn = (list: Answered): string[] => list.items.map((item: Answered) => item.case.id);
const handOver = (items: object[], key: string = randomUUID(), over: object = {}) =>
  product.call('/inbox/assignments', {
    token: clerk,
    key,
    body: { items, assigneeId: colleague.id, reason: '外出培训三天，转给小王。', ...over },
  });

describe('the inbox', () => {
  it('has each step in one group, and counts them', async () => {
    const day = 86_400_000;
    const [late, fresh] = [
      (await product.open({ occurredAt: new Date(now() - 30 * day).toISOString() })).body.id,
      (await product.open()).body.id,
    ];
    const groups = await Promise.all(
      ['today', 'soon', 'later'].map(async (group) => casesIn(await get(`/inbox?group=${group}&limit=200`))),
    );
    expect(groups[0]).toContain(late);
    expect(groups[0]).not.toContain(fresh);
    expect(groups[1]).toContain(fresh);
    expect(groups.flat().sort()).toEqual(casesIn(await get('/inbox?limit=200')).sort());
    const counts = await get('/inbox/counts');
    expect([counts.today, counts.soon, counts.later]).toEqual(groups.map((group) => group.length));
    expect(counts.overdue).toBeGreaterThan(0);
  });

  it('hands several steps over, each answered by itself, once for a key', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push((await product.open()).body.id);
    const key = randomUUID();
    const items = [
      ...ids.map((caseId) => ({ caseId, step: 'triage' })),
      { caseId: ids[0], step: 'sign' },
      { caseId: randomUUID(), step: 'triage' },
    ];
    const { status, body } = await handOver(items, key);
    expect([status, body.items.map((item: Answered) => item.problem?.code ?? item.state)]).toEqual([
      200,
      ['recorded', 'recorded', 'recorded', 'step.notOpen', 'request.notFound'],
    ]);
    expect((await handOver(items, key)).body).toEqual(body);
    expect((await handOver(items.slice(0, 1), key)).status).toBe(422);
    const [assigned] = await product.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM event WHERE type = 'stepAssigned' AND case_id = ANY ($1::uuid[])`,
      [ids],
    );
    expect(assigned!.n).toBe(3);
    const mine = casesIn(await get('/inbox?limit=200'));
    const theirs = casesIn(await get('/inbox?limit=200', await product.token(colleague)));
    for (const id of ids) expect([mine.includes(id), theirs.includes(id)]).toEqual([false, true]);
    await product.must('/me/office-phone', {
      method: 'PUT',
      token: await product.token(colleague),
      body: { officePhone: '0730-8000001' },
    });
    const waiting = (await get('/inbox/waiting')).items.filter((item: Answered) =>
      ids.includes(item.case.id),
    );
    expect(waiting).toHaveLength(3);
    expect(waiting[0]).toMatchObject({
      assignee: { id: colleague.id, name: '小王', officePhone: '0730-8000001' },
      mine: false,
      nudge: false,
    });
    expect(casesIn(await get('/inbox/waiting', await product.as('convener')))).toEqual([]);
  });

  it.each([
    ['no reason', { reason: undefined }],
    ['an empty reason', { reason: ' ' }],
    ['no items', { items: [] }],
    ['no assignee', { assigneeId: undefined }],
  ])('refuses %s', async (_, over) => {
    const item = { caseId: randomUUID(), step: 'triage' };
    expect((await handOver([item], randomUUID(), over)).status).toBe(400);
  });
});

describe('a county with days of its own', () => {
  it('has what falls due before them today or soon: inbox and supervision count by its calendar', async () => {
    const today = dateOf(now());
    const days = Array.from({ length: 30 }, (_, n) => ({ date: addDays(today, n + 1), kind: 'holiday' }));
    // Of the step itself nothing falls due soon; what another system asks for governs, and no calendar moves that.
    const catalogue = new Catalogue(product.dataSource);
    const intake = (await catalogue.procedure('intake'))!;
    const [triage, ...others] = intake.steps;
    const { terms: _, ...params } = triage!.params;
    const steps = [{ ...triage!, term: '300wd', params }, ...others];
    await catalogue.publishProcedure({ ...intake, version: 99, steps }, now());
    const { id } = (await product.open()).body;
    await product.must(`/cases/${id}/external-refs`, {
      token: clerk,
      body: { system: '12345', number: 'QX-1', dueOn: addDays(today, 20) },
    });
    const office = { token: await product.as('townshipOffice') };
    const soon = async () => [
      casesIn(await get('/inbox?group=soon&limit=200')).includes(id),
      casesIn((await product.must('/supervision/steps?group=soon&limit=200', office)).body).includes(id),
    ];
    expect(await soon()).toEqual([false, false]);
    const token = await product.as('administrator', product.places.county);
    const body = { countyId: product.places.county, days };
    const made = await product.must('/calendars/drafts', { token, body });
    const path = `/calendars/drafts/${made.body.id}/publications`;
    const { version } = (await product.must(path, { token, method: 'POST' })).body;
    expect(await soon()).toEqual([true, true]);
    // What is still under way would meet the worker's end.
    await product.client.workflow.getHandle(calendarWorkflowId(version as number)).result();
  });
});
