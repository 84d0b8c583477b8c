import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type WatchedRow, Desk, DESK, faultsOf, PHONE } from './desk.js';
import { until } from '#testing';

/** The township that `npm start` shows to whoever looks at it first. */
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open({ DEMO_CASES: 'true' });
  await until(() => /演示乡镇/.test(desk.product.output), 'the cases of the township', 180_000);
}, 400_000);
afterAll(() => desk.close(), 60_000);

describe('the demo township', () => {
  it('has every matter where its file says', () => {
    expect(desk.product.output).toContain('演示乡镇的事项已就绪');
  });

  it('is stuck by every cause that a day can bring', async () => {
    const page = await desk.signedIn('qingxi-office');
    const response = await page.request.get(
      `${desk.product.url}/api/v1/supervision/steps?group=stuck&limit=200`,
    );
    const { items } = (await response.json()) as { items: WatchedRow[] };
    expect([...new Set(items.map(({ cause }) => cause?.code))].sort()).toEqual([
      'anotherDepartment',
      'assignmentUndecided',
      'noConvener',
      'nobodyAssigned',
      'pausedTooLong',
      'waitingForSignature',
    ]);
    await page.context().close();
  });

  it.each([
    ['liutang-clerk', '/'],
    ['shiqiao-clerk', '/cases?status=open'],
    ['qingxi-office', '/supervision?group=overdue'],
    ['qingxi-office', '/supervision?group=stuck'],
  ])('shows %s %s without a fault, at a desk and on a phone', async (username, path) => {
    for (const viewport of [DESK, PHONE]) {
      const page = await desk.signedIn(username, viewport);
      await page.goto(`${desk.product.url}${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await page.context().close();
    }
  });
});
