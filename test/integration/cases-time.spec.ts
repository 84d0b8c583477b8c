import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '#domain';
import { TestProduct } from './cases/test-product.js';
import { CaseWalk } from './cases/walk.js';

const DAY = 24 * 3_600_000;
const inDays = (days: number): string =>
  new Date(Date.now() + days * DAY + 8 * 3_600_000).toISOString().slice(0, 10);

let product: TestProduct;
beforeAll(async () => {
  product = await TestProduct.start();
});
afterAll(() => product?.close());

const post = async (id: string, path: string, body: object, role: Role = 'clerk', placeId?: string) =>
  product.call(`/cases/${id}/${path}`, { token: await product.as(role, placeId), body });

const township = (id: string, path: string, body: object) =>
  post(id, path, body, 'townshipOffice', product.places.township);

async function refused(
  id: string,
  answer: () => Promise<{ status: number; body: { code?: string } }>,
  status: number,
  code: string,
): Promise<void> {
  const before = await product.traces(id);
  const { status: found, body } = await answer();
  expect({ status: found, code: body.code }).toEqual({ status, code });
  expect(await product.traces(id)).toEqual(before);
}

describe('a pause over HTTP', () => {
  it('moves the dates, is shown, stops the steps, and its end moves them back', async () => {
    const id = (await product.open()).body.id as string;
    const before = (await product.view(id)).body;
    const paused = await post(id, 'pauses', {
      reason: 'awayForWork',
      text: '李四月底回村。',
      until: inDays(20),
    });
    expect(paused.status).toBe(200);
    const during = (await product.view(id)).body;
    expect(during.pausedUntil).toBe(`${inDays(21)}T00:00:00+08:00`);
    expect(Date.parse(during.dueAt) - Date.parse(before.dueAt)).toBeGreaterThan(15 * DAY);
    await refused(
      id,
      () =>
        product.act(id, 'triage', 'complete', {
          ...{ category: 'dispute', parties: [], willingness: 'willing', redLines: [], pending: 'none' },
        }),
      409,
      'case.paused',
    );
    await refused(
      id,
      () => post(id, 'pauses', { reason: 'harvest', until: inDays(2) }),
      409,
      'pause.already',
    );
    expect((await post(id, 'comments', { text: '电话联系过。' })).status).toBe(200);
    expect((await post(id, 'resumptions', {})).status).toBe(200);
    const after = (await product.view(id)).body;
    expect([after.pausedUntil, after.dueAt]).toEqual([undefined, before.dueAt]);
    await refused(id, () => post(id, 'resumptions', {}), 409, 'resume.notPaused');
  });

  it.each([
    ['without a reason', { until: inDays(2) }, 400, 'request.invalid'],
    ['for a reason nobody knows', { reason: 'tired', until: inDays(2) }, 400, 'request.invalid'],
    ['for another reason without words', { reason: 'other', until: inDays(2) }, 422, 'pause.reasonMissing'],
    ['beyond its limit', { reason: 'harvest', until: inDays(31) }, 422, 'pause.beyondLimit'],
    ['that is over', { reason: 'harvest', until: inDays(-1) }, 422, 'pause.untilPast'],
    ['until a day that isn’t', { reason: 'harvest', until: '2027-02-29' }, 400, 'request.invalid'],
  ])('%s is refused and leaves no trace', async (_what, body, status, code) => {
    const id = (await product.open()).body.id as string;
    await refused(id, () => post(id, 'pauses', body), status, code);
  });

  it('of a closed case, and by who may not, is refused', async () => {
    const reporterId = await product.person();
    const id = (await product.open({ reporterId })).body.id as string;
    await refused(
      id,
      () => post(id, 'pauses', { reason: 'harvest', until: inDays(2) }, 'gridWorker'),
      403,
      'case.roleMissing',
    );
    await post(id, 'withdrawals', { by: [reporterId], reason: '不用了。' });
    await refused(id, () => post(id, 'pauses', { reason: 'harvest', until: inDays(2) }), 409, 'case.closed');
  });
});

describe('a late entry over HTTP', () => {
  const longAgo = (days: number): string => new Date(Date.now() - days * DAY).toISOString();
  const late = { occurredAt: longAgo(20), lateReason: '那几天在外走访，没带电脑。' };
  const missing = {
    code: 'command.lateReasonMissing',
    errors: [{ path: '/lateReason', code: 'command.lateReasonMissing' }],
    detail: expect.stringMatching(/^这件事发生在 \d{4}-\d\d-\d\d，.*请在“补录原因”中写明/),
  };

  it('needs a reason, which the timeline shows; without one it changes nothing', async () => {
    const opened = { occurredAt: longAgo(30), lateReason: '纸质台账转录。' };
    const id = (await product.open(opened)).body.id as string;
    const { occurredAt } = late;
    for (const [path, body] of [
      ['comments', { text: '电话联系过。' }],
      ['pauses', { reason: 'harvest', until: inDays(2) }],
      ['external-refs', { system: '12345', number: 'QX-7' }],
      ['steps/triage/assignments', { assigneeId: null }],
      [
        'steps/triage/actions',
        {
          action: 'complete',
          payload: {
            ...{ category: 'dispute', parties: [], willingness: 'willing', redLines: [], pending: 'none' },
          },
        },
      ],
    ] as const)
      await refused(id, () => post(id, path, { ...body, occurredAt }), 422, missing.code);
    expect((await post(id, 'comments', { text: '电话联系过。', occurredAt })).body).toMatchObject(missing);
    expect((await post(id, 'comments', { text: '电话联系过。', ...late })).status).toBe(200);
    const timeline = await product.must(`/cases/${id}/timeline`, { token: await product.as('clerk') });
    expect(timeline.body.items).toMatchObject([
      { type: 'caseOpened', late: true, lateReason: opened.lateReason },
      { type: 'stepOpened', late: true },
      { type: 'commented', late: true, lateReason: late.lateReason },
    ]);
  });

  it('is free within five working days, and a reason may be given nevertheless', async () => {
    const id = (await product.open({ occurredAt: longAgo(1), lateReason: undefined })).body.id as string;
    expect((await post(id, 'comments', { text: '一', lateReason: '当天停电。' })).status).toBe(200);
    const { items } = (await product.must(`/cases/${id}/timeline`, { token: await product.as('clerk') }))
      .body;
    expect(items.map((one: { late?: boolean }) => one.late)).toEqual([undefined, undefined, undefined]);
    expect(items[2].lateReason).toBe('当天停电。');
  });

  it('opens nothing without a reason, in one form neither', async () => {
    const [zhang, li, member] = await product.persons(3);
    const { village: villageId } = product.places;
    const form = {
      ...{ villageId, matter: '沙子堆住半条巷。', place: '巷口', occurredAt: late.occurredAt },
      ...{ category: 'dispute', parties: [zhang, li], members: [{ personId: member, nomination: 'adHoc' }] },
      ...{ minutes: '二十分钟说定。', terms: '当晚清走。', form: 'oralAgreementRecord' },
    };
    const token = await product.as('gridWorker');
    const count = () => product.database.query('SELECT count(*) FROM case_row');
    const before = await count();
    const matter = { villageId, matter: '沙子堆住半条巷。', occurredAt: late.occurredAt };
    expect((await product.call('/cases', { token, body: matter })).body).toMatchObject(missing);
    expect((await product.call('/cases/record-done', { token, body: form })).body).toMatchObject(missing);
    expect(await count()).toEqual(before);
    const body = { ...form, lateReason: late.lateReason };
    const done = await product.must('/cases/record-done', { token, body });
    const { items } = (await product.must(`/cases/${done.body.id}/timeline?limit=200`, { token })).body;
    expect(items.every((one: { late?: boolean }) => one.late === true)).toBe(true);
    expect(items.at(-1).lateReason).toBe(late.lateReason);
  });
});

describe('the deadlines of a case over HTTP', () => {
  it('say in words and in data how each came about, the earliest first', async () => {
    // A Monday: itself is left out, Tuesday is the last day.
    const id = (await product.open({ occurredAt: '2025-09-22T16:20:00+08:00' })).body.id as string;
    await post(id, 'external-refs', { system: '12345', number: 'QX-7', dueOn: '2025-09-22' });
    const path = `/cases/${id}/deadlines`;
    const { items } = (await product.must(path, { token: await product.as('clerk') })).body;
    expect(items).toMatchObject([
      {
        clock: 'external',
        external: { system: '12345', number: 'QX-7' },
        dueAt: '2025-09-23T00:00:00+08:00',
        words: {
          zh: ['12345编号 QX-7 要求的办结日期。', '最后一天是 2025-09-22，到当日 24 时为止。'],
        },
      },
      {
        ...{ clock: 'step', step: 'triage', rule: 'workingDays', term: '1wd', overdue: true },
        dueAt: '2025-09-24T00:00:00+08:00',
        words: {
          en: expect.arrayContaining([
            expect.stringContaining('counted from 2025-09-22 16:20.'),
            'The term is 1 working day(s), the first day left out (Civil Code, art. 201).',
            'The last day is 2025-09-23, until its 24:00.',
          ]),
        },
      },
    ]);
  });

  it('come with all that moved one of them', async () => {
    const id = (await product.open()).body.id as string;
    const ledger = async () =>
      (await product.must(`/cases/${id}/deadlines`, { token: await product.as('clerk') })).body.ledger;
    expect(await ledger()).toEqual([]);
    await post(id, 'pauses', { reason: 'harvest', until: inDays(2) });
    expect(await ledger()).toMatchObject([
      {
        type: 'pause',
        until: inDays(2),
        words: { zh: expect.stringMatching(/^.{16} 起暂停（农忙），最迟 /) },
      },
    ]);
    await post(id, 'resumptions', {});
    await post(id, 'steps/triage/extensions', { term: '1wd', reason: '连续下雨。' });
    await township(id, 'steps/triage/extension-decisions', { approve: false, reason: '不必。' });
    expect(await ledger()).toMatchObject([
      { type: 'pause', reason: 'harvest', resumedAt: expect.any(String) },
      {
        ...{ type: 'extension', step: 'triage', term: '1wd', answer: 'refused' },
        words: { zh: expect.stringMatching(/^“.+”：.{16} 申请延期 1 个工作日，.{16} 未批准。$/) },
      },
    ]);
  });

  it('are nobody’s business elsewhere', async () => {
    const id = (await product.open()).body.id as string;
    const token = await product.as('clerk', product.places.other);
    expect((await product.call(`/cases/${id}/deadlines`, { token })).status).toBe(404);
  });
});

describe('more time over HTTP', () => {
  it('is asked for by the holder, once, and approved by the township', async () => {
    const walk = await CaseWalk.to(product, 'investigate');
    const { id } = walk;
    const request = { term: '5wd', reason: '连续下雨。' };
    const ask = (body: object = request) => post(id, 'steps/investigate/extensions', body, 'committee');
    const decision = 'steps/investigate/extension-decisions';
    await refused(id, () => township(id, decision, { approve: true }), 409, 'extension.notRequested');
    await refused(id, () => ask({ ...request, term: '11wd' }), 422, 'extension.tooLong');
    await refused(id, () => ask({ ...request, term: '0wd' }), 422, 'extension.notPositive');
    await refused(id, () => ask({ term: '5wd' }), 400, 'request.invalid');
    const before = (await product.view(id)).body;
    expect((await ask()).status).toBe(200);
    await refused(id, ask, 409, 'extension.pending');
    await refused(id, () => post(id, decision, { approve: true }, 'committee'), 403, 'extension.roleMissing');
    await refused(id, () => township(id, decision, { approve: false }), 422, 'extension.reasonMissing');
    expect((await township(id, decision, { approve: true })).status).toBe(200);
    const after = (await product.view(id)).body;
    expect(Date.parse(after.dueAt) - Date.parse(before.dueAt)).toBeGreaterThanOrEqual(5 * DAY);
    await refused(id, ask, 409, 'extension.twice');
  });

  it('for the whole is for disputes', async () => {
    const { id, farmer } = await CaseWalk.to(product, 'investigate');
    const body = { by: [farmer], reason: '等鉴定。' };
    await refused(id, () => post(id, 'whole-extensions', body), 422, 'extendWhole.notADispute');
  });
});
