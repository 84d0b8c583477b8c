import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#domain';
import { now } from '#testing';
import {
  closeDesk,
  openDesk,
  DAY,
  inDays,
  product,
  post,
  township,
  refused,
  workingDayAfter,
} from './cases/time-desk.js';
import { CaseWalk } from './cases/walk.js';

beforeAll(openDesk);
afterAll(closeDesk);

describe('a late entry over HTTP', () => {
  const longAgo = (days: number): string => new Date(now() - days * DAY).toISOString();
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
            category: 'dispute',
            parties: [],
            willingness: 'willing',
            redLines: [],
            pending: 'none',
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
      villageId,
      matter: '沙子堆住半条巷。',
      place: '巷口',
      occurredAt: late.occurredAt,
      category: 'dispute',
      parties: [zhang, li],
      members: [{ personId: member, nomination: 'adHoc' }],
      minutes: '二十分钟说定。',
      terms: '当晚清走。',
      form: 'oralAgreementRecord',
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
    // The day itself is left out, the working day after it is the last one.
    const day = inDays(-21);
    const last = await workingDayAfter(day);
    const id = (await product.open({ occurredAt: `${day}T16:20:00+08:00` })).body.id as string;
    await post(id, 'external-refs', { system: '12345', number: 'QX-7', dueOn: day });
    const path = `/cases/${id}/deadlines`;
    const { items } = (await product.must(path, { token: await product.as('clerk') })).body;
    expect(items).toMatchObject([
      {
        clock: 'external',
        external: { system: '12345', number: 'QX-7' },
        dueAt: `${addDays(day, 1)}T00:00:00+08:00`,
        words: {
          zh: ['12345编号 QX-7 要求的办结日期。', `最后一天是 ${day}，到当日 24 时为止。`],
        },
      },
      {
        clock: 'step',
        step: 'triage',
        rule: 'workingDays',
        term: '1wd',
        overdue: true,
        dueAt: `${addDays(last, 1)}T00:00:00+08:00`,
        words: {
          en: expect.arrayContaining([
            expect.stringContaining(`counted from ${day} 16:20.`),
            'The term is 1 working day(s), the first day left out (Civil Code, art. 201).',
            `The last day is ${last}, until its 24:00.`,
          ]),
        },
      },
    ]);
  });

  it('come with all that moved one of them', async () => {
    const id = (await product.open()).body.id as string;
    const adjustments = async () =>
      (await product.must(`/cases/${id}/deadlines`, { token: await product.as('clerk') })).body.adjustments;
    expect(await adjustments()).toEqual([]);
    await post(id, 'pauses', { reason: 'harvest', until: inDays(2) });
    expect(await adjustments()).toMatchObject([
      {
        type: 'pause',
        until: inDays(2),
        words: { zh: expect.stringMatching(/^.{16} 起暂停（农忙），最迟 /) },
      },
    ]);
    await post(id, 'resumptions', { text: '稻子已收。' });
    await post(id, 'steps/triage/extensions', { term: '1wd', reason: '连续下雨。' });
    await township(id, 'steps/triage/extension-decisions', { approve: false, reason: '不必。' });
    expect(await adjustments()).toMatchObject([
      {
        type: 'pause',
        reason: 'harvest',
        resumedAt: expect.any(String),
        remark: '稻子已收。',
        words: { zh: expect.stringMatching(/ 恢复（稻子已收。）。$/) },
      },
      {
        type: 'extension',
        step: 'triage',
        term: '1wd',
        answer: 'refused',
        by: { name: expect.any(String) },
        text: '连续下雨。',
        answeredBy: { name: expect.any(String) },
        remark: '不必。',
        words: {
          zh: expect.stringMatching(
            /^“.+”：.{16} .+申请延期 1 个工作日（原因：连续下雨。），.{16} .+未批准（意见：不必。）。$/,
          ),
        },
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
    expect(before.effectiveDueAt).toBe(before.dueAt);
    expect(await everywhere(id)).toEqual({ list: undefined, inbox: undefined, watched: undefined });
    await post(id, 'external-refs', ref(-1));
    const { dueAt, ...after } = (await product.view(id)).body;
    const effectiveDueAt = `${inDays(0)}T00:00:00+08:00`;
    expect(dueAt).toBe(before.dueAt);
    expect(after).toMatchObject({
      overdue: true,
      effectiveDueAt,
      governing: {
        clock: 'external',
        dueAt: effectiveDueAt,
        governs: true,
        overdue: true,
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
    const shown = { overdue: true, effectiveDueAt };
    expect(await everywhere(id)).toMatchObject({ list: shown, inbox: shown, watched: shown });
  });

  it('governs no longer once it is corrected, or taken away', async () => {
    const id = (await product.open()).body.id as string;
    const { effectiveDueAt } = (await product.view(id)).body;
    for (const right of [ref(40), { system: '12345', number: 'QX-7' }]) {
      expect((await post(id, 'external-refs', ref(-1))).status).toBe(200);
      expect((await product.view(id)).body).toMatchObject({
        overdue: true,
        governing: { clock: 'external' },
      });
      expect((await post(id, 'external-refs', right)).status).toBe(200);
      expect((await product.view(id)).body).toMatchObject({ overdue: false, effectiveDueAt });
      expect(await everywhere(id)).toMatchObject({ list: undefined, watched: undefined });
      await refused(id, () => post(id, 'external-refs', right), 409, 'externalRef.twice');
    }
  });

  it('is one that can be meant, and each number is given once', async () => {
    const id = (await product.open()).body.id as string;
    for (const dueOn of ['0001-01-01', '9999-12-31']) {
      const send = () => post(id, 'external-refs', { ...ref(1), dueOn });
      await refused(id, send, 422, 'date.implausible');
      expect((await send()).body.detail).toMatch(/须在 \d{4}-\d\d-\d\d 到 \d{4}-\d\d-\d\d 之间/);
    }
    const form = { villageId: product.places.village, matter: '屋檐滴水。' };
    const open = async (externalRefs: object[]) =>
      product.call('/cases', { token: await product.as('gridWorker'), body: { ...form, externalRefs } });
    const path = '/externalRefs/1/number';
    expect(await open([ref(1), ref(2)])).toMatchObject({
      status: 422,
      body: { code: 'externalRef.repeated', errors: [{ path }] },
    });
  });

  it('comes after the others when it is later, also for a step that opens afterwards', async () => {
    const { id } = await CaseWalk.to(product, 'investigate');
    const { overallDueAt } = (await product.view(id)).body;
    await post(id, 'external-refs', ref(40));
    expect((await product.view(id)).body).toMatchObject({ governing: { clock: 'step' }, overdue: true });
    const { inbox } = await everywhere(id);
    expect(Date.parse(inbox.effectiveDueAt)).toBeLessThanOrEqual(Date.parse(overallDueAt));
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
      cause: { code: 'pausedTooLong' },
      action: { code: 'resume' },
    });
  });
});
