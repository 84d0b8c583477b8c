import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { now } from '#testing';
import {
  closeDesk,
  openDesk,
  INSTRUCTION,
  ANSWER,
  product,
  tokens,
  open,
  claimed,
  issue,
  issued,
  post,
  postAt,
  answered,
  view,
  list,
  refused,
} from './supervision-orders/desk.js';
import { CaseWalk } from './cases/walk.js';

beforeAll(openDesk);
afterAll(closeDesk);

describe('refused is', () => {
  it.each<[string, object, number, string]>([
    ['nobody to answer', {}, 422, 'supervisionOrder.addresseeMissing'],
    ['two to answer', { role: 'clerk', accountId: randomUUID() }, 422, 'supervisionOrder.addresseeTwice'],
    ['nobody’s account', { accountId: randomUUID() }, 422, 'supervisionOrder.addresseeUnfit'],
    [
      'who does not hold the step',
      { step: 'triage', accountId: randomUUID() },
      422,
      'supervisionOrder.notAssignee',
    ],
    ['a department', { role: 'department' }, 422, 'supervisionOrder.roleUnfit'],
    ['one’s own office', { role: 'townshipOffice' }, 422, 'supervisionOrder.roleUnfit'],
    ['a step that there is not', { step: 'harvest' }, 422, 'step.unknown'],
    ['a term of zero', { role: 'clerk', term: '0wd' }, 422, 'supervisionOrder.termInvalid'],
    ['a term in full-width digits', { role: 'clerk', term: '３wd' }, 422, 'supervisionOrder.termInvalid'],
    ['a term without end', { role: 'clerk', term: '9999h' }, 422, 'supervisionOrder.termInvalid'],
    ['no demand', { role: 'clerk', instruction: ' ' }, 400, 'request.invalid'],
    ['an unknown role', { role: 'mayor' }, 400, 'request.invalid'],
    ['an unknown field', { role: 'clerk', deadline: '2026-12-01' }, 400, 'request.invalid'],
  ])('%s', async (_what, body, status, code) => {
    const caseId = await claimed();
    const answer = await issue(caseId, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await list('open', 'office', `&caseId=${caseId}`)).toEqual([]);
  });

  it('to issue, of whoever does not supervise', async () => {
    const answer = await issue(await open(), { role: 'clerk' }, 'clerk');
    expect([answer.status, answer.body.code]).toEqual([403, 'auth.roleMissing']);
  });

  it('what is out of turn, or not one’s own', async () => {
    const id = await issued();
    await refused(
      id,
      post(id, 'answers', 'convener', { text: ANSWER }),
      403,
      'supervisionOrder.notAddressee',
    );
    await refused(id, post(id, 'closures', 'office'), 409, 'supervisionOrder.notAnswered');
    await refused(id, post(id, 'returns', 'office', { reason: '无' }), 409, 'supervisionOrder.notAnswered');
    await refused(id, post(id, 'closures', 'clerk'), 403, 'auth.roleMissing');
    await refused(
      id,
      post(id, 'cancellations', 'county', { reason: '无' }),
      403,
      'supervisionOrder.otherOffice',
    );
    await refused(id, post(id, 'cancellations', 'office'), 400, 'request.invalid');
    await answered(id);
    await refused(id, post(id, 'answers', 'clerk', { text: ANSWER }), 409, 'supervisionOrder.answered');
    await refused(
      id,
      post(id, 'cancellations', 'office', { reason: '无' }),
      409,
      'supervisionOrder.answered',
    );
    await refused(
      id,
      post(id, 'returns', 'office', { reason: '无', term: '0h' }),
      422,
      'supervisionOrder.termInvalid',
    );
    for (const _ of [1, 2]) {
      expect((await post(id, 'returns', 'office', { reason: '未说明原因。' })).status).toBe(200);
      await answered(id);
    }
    await refused(id, post(id, 'returns', 'office', { reason: '无' }), 409, 'supervisionOrder.returnsUsedUp');
  });

  it('a second order of the same office on the same step, as long as the first one runs', async () => {
    const caseId = await claimed();
    const { id: first, issuedAt } = (await issue(caseId, { step: 'triage' })).body;
    const again = () => issue(caseId, { step: 'triage', instruction: '请说明原因。' });
    for (const answer of [await again(), await again()]) {
      expect([answer.status, answer.body.code]).toEqual([409, 'supervisionOrder.running']);
      // Which one, in words: numbers of orders are for programs.
      expect(answer.body.detail).toContain(`：${issuedAt.slice(0, 16).replace('T', ' ')} 发出。`);
      expect(answer.body.detail).not.toContain(first);
      expect(answer.body.detail).toContain('镇');
    }
    expect(await list('open', 'office', `&caseId=${caseId}`)).toHaveLength(1);
    // The county, and whatever is not about this step, is another matter.
    expect((await issue(caseId, { step: 'triage' }, 'county')).status).toBe(201);
    expect((await issue(caseId, { role: 'clerk' })).status).toBe(201);
    await answered(first);
    expect((await again()).status).toBe(409);
    expect((await post(first, 'closures', 'office')).status).toBe(200);
    expect((await again()).status).toBe(201);
  });

  it('a second order of the same office on the same step in the same instant', async () => {
    const caseId = await claimed();
    const answers = await Promise.all(Array.from({ length: 6 }, () => issue(caseId, { step: 'triage' })));
    expect(answers.map(({ status, body }) => `${status} ${body.code ?? ''}`.trim()).sort()).toEqual([
      '201',
      ...Array.from({ length: 5 }, () => '409 supervisionOrder.running'),
    ]);
    expect(await list('open', 'office', `&caseId=${caseId}`)).toHaveLength(1);
  });

  it('a step that the case comes to later, and says so', async () => {
    const { id } = await CaseWalk.to(product, 'investigate');
    const answer = await issue(id, { step: 'deliberate', role: 'clerk' });
    expect([answer.status, answer.body.code]).toEqual([409, 'supervisionOrder.stepNotBegun']);
    expect(answer.body.detail).toMatch(/^这一步还没有开始：/);
    expect((await issue(id, { step: 'harvest', role: 'clerk' })).body.code).toBe('step.unknown');
  });

  it('to judge what another office has issued, whose it is said to be', async () => {
    const id = await issued();
    await answered(id);
    const answer = await post(id, 'closures', 'county');
    expect([answer.status, answer.body.code]).toEqual([403, 'supervisionOrder.otherOffice']);
    expect(answer.body.detail).toMatch(/^该督办单由.*镇.*发出，由发出的单位/);
  });

  it('what was looked at in another version', async () => {
    const id = await issued();
    const read = await product.must(`/supervision-orders/${id}`, { token: tokens.office });
    const seen = read.headers.get('etag')!;
    const key = randomUUID();
    const first = await postAt(seen, id, 'answers', 'clerk', { text: ANSWER }, key);
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
    // A repeat gets the first answer, whatever it was based on.
    expect((await postAt(seen, id, 'answers', 'clerk', { text: ANSWER }, key)).body).toEqual(first.body);
    for (const [path, body] of [
      ['returns', { reason: '未说明原因。' }],
      ['closures', {}],
      ['cancellations', { reason: '发错对象。' }],
    ] as const) {
      await refused(id, postAt(seen, id, path, 'office', body), 412, 'request.stale');
      await refused(id, postAt('W/"2"', id, path, 'office', body), 412, 'request.stale');
      await refused(id, postAt('2', id, path, 'office', body), 400, 'request.ifMatchInvalid');
    }
    const judged = await Promise.all(
      (['office', 'colleague'] as const).map((who) => postAt('"2"', id, 'returns', who, { reason: '无' })),
    );
    expect(judged.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('to close one’s own answer', async () => {
    const { township } = product.places;
    const own = await product.organisation.account('townshipOffice', township);
    await product.database.query(
      `INSERT INTO membership (id, account_id, role, place_id, valid_from)
       VALUES ($1, $2, 'clerk', $3, $4)`,
      [randomUUID(), own.id, product.places.village, new Date(now() - 60_000)],
    );
    const token = await product.token(own);
    const id = (await issue(await open(), { role: 'clerk' })).body.id as string;
    await product.must(`/supervision-orders/${id}/answers`, { token, body: { text: ANSWER } });
    await refused(
      id,
      product.call(`/supervision-orders/${id}/closures`, { token, body: {} }),
      403,
      'supervisionOrder.ownAnswer',
    );
  });

  it('everything, from another place', async () => {
    const id = await issued();
    const neighbour = await product.as('clerk', product.places.other);
    const elsewhere = await product.organisation.place(
      'township',
      `白河镇${randomUUID()}`,
      product.places.county,
    );
    const foreign = await product.as('townshipOffice', elsewhere);
    for (const [path, body] of [
      ['', undefined],
      ['/answers', { text: ANSWER }],
    ] as const)
      expect(
        (await product.call(`/supervision-orders/${id}${path}`, { token: neighbour, body })).status,
      ).toBe(404);
    for (const path of ['closures', 'returns', 'cancellations'])
      expect(
        (
          await product.call(`/supervision-orders/${id}/${path}`, {
            token: foreign,
            body: path === 'closures' ? {} : { reason: '无' },
          })
        ).status,
      ).toBe(404);
    expect((await product.must('/supervision-orders', { token: foreign })).body.items).toEqual([]);
    const caseId = (await view(id)).case.id as string;
    const body = { instruction: INSTRUCTION, term: '1wd', role: 'clerk' };
    expect((await product.call(`/cases/${caseId}/supervision-orders`, { token: foreign, body })).status).toBe(
      404,
    );
  });
});
