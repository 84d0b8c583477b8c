import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '#domain';
import { Catalogue } from '#persistence';
import { now } from '#testing';
import {
  closeDesk,
  openDesk,
  DAY,
  inDays,
  product,
  post,
  refused,
  workingDayAfter,
} from './cases/time-desk.js';

beforeAll(openDesk);
afterAll(closeDesk);

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
    // One working day, of which nothing has passed: it is the first after the pause.
    const last = await workingDayAfter(inDays(20));
    expect(during.dueAt).toBe(`${addDays(last, 1)}T00:00:00+08:00`);
    await refused(
      id,
      () =>
        product.act(id, 'triage', 'complete', {
          category: 'dispute',
          parties: [],
          willingness: 'willing',
          redLines: [],
          pending: 'none',
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
    ['until before it begins', { reason: 'harvest', until: inDays(-1) }, 422, 'pause.untilBeforeStart'],
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

describe('pauses of a round together', () => {
  it('are limited by the procedure, which tells what is left', async () => {
    const catalogue = new Catalogue(product.dataSource);
    const dispute = (await catalogue.procedure('dispute'))!;
    await catalogue.publishProcedure({ ...dispute, version: 99, pauseTotal: 5 }, now());
    const daysAgo = (days: number) => ({ occurredAt: new Date(now() - days * DAY).toISOString() });
    const id = (await product.open(daysAgo(5))).body.id as string;
    const parties = await product.persons(2);
    const triage = {
      category: 'dispute',
      procedure: 'dispute',
      parties,
      willingness: 'willing',
      redLines: [],
      pending: 'none',
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
