import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Role } from '#domain';
import { Catalogue, MembershipEntity } from '#persistence';
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
  answer: () => Promise<{ status: number; body: { code?: string; detail?: string } }>,
  status: number,
  code: string,
): Promise<void> {
  const before = await product.traces(id);
  const { status: found, body } = await answer();
  expect({ status: found, code: body.code }).toEqual({ status, code });
  expect(body.detail).toMatch(/[\u4e00-\u9fff]/);
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

describe('the date of an outside number', () => {
  const ref = (days: number) => ({ system: '12345', number: 'QX-7', dueOn: inDays(days) });
  const listed = async (path: string, token: string, id: string) => {
    const { items } = (await product.must(path, { token })).body;
    return items.find((one: { id?: string; case?: { id: string } }) => (one.case?.id ?? one.id) === id);
  };
  const everywhere = async (id: string) => {
    const [clerk, office] = await Promise.all([
      product.as('clerk'),
      product.as('townshipOffice', product.places.township),
    ]);
    return {
      list: await listed('/cases?overdue=true&limit=200', clerk, id),
      inbox: await listed('/inbox?group=today&limit=200', clerk, id),
      watched: await listed('/supervision/steps?group=overdue&limit=200', office, id),
    };
  };

  it('governs when it is the earliest, in the case, in lists, in the inbox and in supervision', async () => {
    const id = (await product.open()).body.id as string;
    const before = (await product.view(id)).body;
    expect(before).toMatchObject({ overdue: false, governing: { clock: 'step', governs: true } });
    expect(before.governingDueAt).toBe(before.dueAt);
    expect(await everywhere(id)).toEqual({ list: undefined, inbox: undefined, watched: undefined });
    await post(id, 'external-refs', ref(-1));
    const { dueAt, ...after } = (await product.view(id)).body;
    const governingDueAt = `${inDays(0)}T00:00:00+08:00`;
    expect(dueAt).toBe(before.dueAt);
    expect(after).toMatchObject({
      ...{ overdue: true, governingDueAt },
      governing: {
        ...{ clock: 'external', dueAt: governingDueAt, governs: true, overdue: true },
        external: { system: '12345', number: 'QX-7' },
        words: { zh: expect.arrayContaining(['12345编号 QX-7 要求的办结日期。']) },
      },
    });
    const token = await product.as('clerk');
    const { items } = (await product.must(`/cases/${id}/deadlines`, { token })).body;
    expect(items.map((one: { clock: string; governs: boolean }) => [one.clock, one.governs])).toEqual([
      ['external', true],
      ['step', false],
    ]);
    const shown = { overdue: true, governingDueAt };
    expect(await everywhere(id)).toMatchObject({ list: shown, inbox: shown, watched: shown });
  });

  it('comes after the others when it is later, also for a step that opens afterwards', async () => {
    const { id } = await CaseWalk.to(product, 'investigate');
    const { wholeDueAt } = (await product.view(id)).body;
    await post(id, 'external-refs', ref(40));
    expect((await product.view(id)).body).toMatchObject({ governing: { clock: 'step' }, overdue: true });
    const { inbox } = await everywhere(id);
    expect(Date.parse(inbox.governingDueAt)).toBeLessThanOrEqual(Date.parse(wholeDueAt));
  });

  it('doesn’t wait for a pause: what is paused is not late, but paused too long', async () => {
    const id = (await product.open()).body.id as string;
    await post(id, 'external-refs', ref(-1));
    await post(id, 'pauses', { reason: 'harvest', until: inDays(3) });
    expect((await product.view(id)).body.overdue).toBe(false);
    const { list, inbox, watched } = await everywhere(id);
    expect([list, watched, inbox.overdue]).toEqual([undefined, undefined, false]);
    const token = await product.as('townshipOffice', product.places.township);
    expect(await listed('/supervision/steps?group=stuck&limit=200', token, id)).toMatchObject({
      ...{ cause: { code: 'pausedTooLong' }, action: { code: 'resume' } },
    });
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

  it('is never approved by whoever asked for it', async () => {
    const walk = await CaseWalk.to(product, 'investigate');
    const both = await product.organisation.account('committee', product.places.village, '某兼任');
    await product.dataSource.getRepository(MembershipEntity).insert({
      ...{ id: randomUUID(), accountId: both.id, role: 'townshipOffice' },
      ...{ placeId: product.places.township, validFrom: new Date(0) },
    });
    const token = await product.token(both);
    const send = (path: string, body: object) =>
      product.call(`/cases/${walk.id}/steps/investigate/${path}`, { token, body });
    expect((await send('extensions', { term: '5wd', reason: '连续下雨。' })).status).toBe(200);
    const decide = () => send('extension-decisions', { approve: true });
    await refused(walk.id, decide, 422, 'extension.ownRequest');
    expect((await township(walk.id, 'steps/investigate/extension-decisions', { approve: true })).status).toBe(
      200,
    );
    await refused(walk.id, decide, 409, 'extension.notRequested');
  });

  it('for the whole is for disputes', async () => {
    const { id, farmer } = await CaseWalk.to(product, 'investigate');
    const body = { by: [farmer], reason: '等鉴定。' };
    await refused(id, () => post(id, 'whole-extensions', body), 422, 'extendWhole.notADispute');
  });
});

describe('the whole term of a dispute over HTTP', () => {
  const path = 'whole-extensions';
  const reason = '鉴定报告下月才出。';
  const residentOf = async (id: string) => {
    const token = await product.as('clerk');
    const { items, ledger } = (await product.must(`/cases/${id}/deadlines`, { token })).body;
    return { ledger, resident: items.find(({ clock }: { clock: string }) => clock === 'resident') };
  };

  async function aDispute(): Promise<{ id: string; parties: [string, string]; stranger: string }> {
    const [zhang, li, stranger] = (await product.persons(3)) as [string, string, string];
    const id = (await product.open()).body.id as string;
    await refused(id, () => post(id, path, { by: [zhang, li], reason }), 422, 'extendWhole.notADispute');
    const admitted = await product.act(id, 'triage', 'complete', {
      ...{ category: 'dispute', procedure: 'dispute', parties: [zhang, li] },
      ...{ willingness: 'willing', redLines: [], pending: 'none' },
    });
    expect(admitted.status).toBe(200);
    return { id, parties: [zhang, li], stranger };
  }

  it('is doubled once, when all parties consent', async () => {
    const { id, parties } = await aDispute();
    const before = await residentOf(id);
    expect(before.resident).toMatchObject({ term: '30cd', extensions: [] });
    expect((await post(id, path, { by: parties, reason })).status).toBe(200);
    const { resident, ledger } = await residentOf(id);
    const longer = Date.parse(resident.dueAt) - Date.parse(before.resident.dueAt);
    // Thirty days, and those by which the last day is moved off days off.
    expect(longer).toBeGreaterThanOrEqual(30 * DAY);
    expect(longer).toBeLessThan(45 * DAY);
    expect((await product.view(id)).body.wholeDueAt).toBe(resident.dueAt);
    expect(resident.extensions).toMatchObject([{ term: '30cd' }]);
    expect(resident.words.zh).toContainEqual(expect.stringMatching(/经各方当事人同意延长 30 天。$/));
    expect(ledger).toMatchObject([{ type: 'wholeExtension', term: '30cd' }]);
    await refused(id, () => post(id, path, { by: parties, reason }), 409, 'extendWhole.twice');
  });

  it('is not extended otherwise, and nothing changes', async () => {
    const { id, parties, stranger } = await aDispute();
    const attempt = (body: object, role: Role = 'clerk') =>
      post(id, path, { by: parties, reason, ...body }, role);
    const [zhang] = parties;
    await refused(id, () => attempt({ by: [zhang] }), 422, 'extendWhole.consentMissing');
    await refused(id, () => attempt({ by: [...parties, stranger] }), 422, 'extendWhole.notAParty');
    await refused(id, () => attempt({ by: [...parties, randomUUID()] }), 422, 'person.unknown');
    await refused(id, () => attempt({ by: [] }), 400, 'request.invalid');
    await refused(id, () => attempt({ by: [zhang, zhang] }), 400, 'request.invalid');
    await refused(id, () => attempt({ reason: undefined }), 400, 'request.invalid');
    await refused(id, () => attempt({ reason: '  ' }), 400, 'request.invalid');
    await refused(id, () => attempt({}, 'gridWorker'), 403, 'case.roleMissing');
    await post(id, 'pauses', { reason: 'expertReport', until: inDays(3) });
    await refused(id, () => attempt({}), 409, 'case.paused');
    await post(id, 'resumptions', {});
    expect((await attempt({})).status).toBe(200);
  });
});

describe('a time that is none', () => {
  it.each([
    ['without an offset', '2026-10-12T10:00:00'],
    ['on a day that isn’t', '2026-02-30T10:00:00+08:00'],
    ['at a second that isn’t', '2026-10-12T10:00:60+08:00'],
    ['as a number', 1_760_000_000_000],
    ['of a day alone', '2026-10-12'],
  ])('is refused: an instant %s', async (_what, occurredAt) => {
    const id = (await product.open()).body.id as string;
    for (const [path, body] of [
      ['comments', { text: '电话联系过。' }],
      ['pauses', { reason: 'harvest', until: inDays(2) }],
      ['steps/triage/extensions', { term: '1wd', reason: '连续下雨。' }],
    ] as const) {
      const send = () => post(id, path, { ...body, occurredAt });
      await refused(id, send, 400, 'request.invalid');
      expect((await send()).body.errors).toMatchObject([{ path: '/occurredAt' }]);
    }
  });

  it.each(['0wd', '0cd', '0h', '-1wd', '1.5wd', 'sameDay', '5 wd', '五天', ''])(
    'is refused: the term “%s”',
    async (term) => {
      const id = (await product.open()).body.id as string;
      const ask = () => post(id, 'steps/triage/extensions', { term, reason: '连续下雨。' });
      const [status, code] = term === '' ? [400, 'request.invalid'] : [422, 'extension.notPositive'];
      await refused(id, ask, status, code);
    },
  );
});

describe('pauses of a round together', () => {
  it('are limited by the procedure, which tells what is left', async () => {
    const catalogue = new Catalogue(product.dataSource);
    const dispute = (await catalogue.procedure('dispute'))!;
    await catalogue.publishProcedure({ ...dispute, version: 99, pauseTotal: 5 }, Date.now());
    const daysAgo = (days: number) => ({ occurredAt: new Date(Date.now() - days * DAY).toISOString() });
    const id = (await product.open(daysAgo(5))).body.id as string;
    const parties = await product.persons(2);
    const triage = {
      ...{ category: 'dispute', procedure: 'dispute', parties },
      ...{ willingness: 'willing', redLines: [], pending: 'none' },
    };
    const fact = daysAgo(4);
    expect((await product.act(id, 'triage', 'complete', triage, { fact })).status).toBe(200);
    const pause = (days: number, more = {}) =>
      post(id, 'pauses', { reason: 'harvest', until: inDays(days), ...more });
    expect((await pause(1, daysAgo(3))).status).toBe(200);
    expect((await post(id, 'resumptions', {})).status).toBe(200);
    await refused(id, () => pause(3), 422, 'pause.beyondTotal');
    expect((await pause(3)).body).toMatchObject({
      detail: expect.stringContaining('合计最多 5 天，还可以暂停 2 天'),
      errors: [{ path: '/until' }],
    });
    expect((await pause(2)).status).toBe(200);
  });
});
