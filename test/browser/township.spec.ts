import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '#testing';
import { Desk, DESK, ENLARGED, faultsOf, PHONE, type Place, type WatchedRow } from './desk.js';
import { structureOf } from './structure.js';

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

  it('tells a holder at once, at whatever hour, that the office waits', async () => {
    const office = await desk.signedIn('qingxi-office');
    await office.goto(`${desk.product.url}/supervision?group=overdue`);
    const late = office.getByRole('article').filter({ hasText: '进出通道被砌墙' });
    await late.getByRole('button', { name: '催一下' }).click();
    await office.getByText('已提醒。').waitFor();
    await office.context().close();
    for (const viewport of [DESK, PHONE]) {
      const holder = await desk.signedIn('liutang-committee', viewport);
      await holder.goto(`${desk.product.url}/messages`);
      const told = holder.getByRole('listitem').filter({ hasText: '催办' });
      await told.getByRole('link', { name: '进出通道被砌墙' }).waitFor();
      expect(await faultsOf(holder)).toEqual([]);
      await holder.context().close();
    }
  });

  it.each([
    ['liutang-clerk', ['/', '/cases', '/messages', '/people', '/pools', '/say', '/late', '/me']],
    [
      'shiqiao-clerk',
      ['/cases?status=open&stepKind=implement', '/cases?overdue=true', '/cases?q=没有这样的事'],
    ],
    [
      'qingxi-office',
      [
        '/supervision?group=overdue',
        '/supervision?group=stuck',
        '/supervision/orders',
        '/supervision/orders?state=answered',
        '/supervision/figures',
      ],
    ],
    [
      'shili-admin',
      [
        '/admin/places',
        '/admin/accounts',
        '/admin/calendar',
        '/admin/procedures',
        '/admin/notices',
        '/admin/blocked',
      ],
    ],
    ['system-admin', ['/admin/calendar', '/admin/notices?state=sent', '/admin/blocked']],
  ])(
    'shows %s every page without a fault, at a desk, enlarged and on a phone',
    async (username, paths) => {
      const faults: Record<string, string[]> = {};
      for (const screen of [DESK, ENLARGED, PHONE]) {
        const page = await desk.signedIn(username, screen);
        for (const path of paths) {
          await page.goto(`${desk.product.url}${path}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          const found = await faultsOf(page);
          if (found.length > 0) faults[`${path} ${screen.width}`] = found;
        }
        await page.context().close();
      }
      expect(faults).toEqual({});
    },
    180_000,
  );

  it.each([
    ['liutang-clerk', '屋后阳沟堵了'],
    ['shiqiao-clerk', '垃圾集中点选址'],
    ['shiqiao-clerk', '村卫生室坐诊时间'],
    ['xinyuan-clerk', '家庭矛盾（保密）'],
  ])(
    'shows %s the case %s and its papers without a fault',
    async (username, title) => {
      const faults: Record<string, string[]> = {};
      for (const screen of [DESK, ENLARGED, PHONE]) {
        const page = await desk.signedIn(username, screen);
        await page.goto(`${desk.product.url}/cases?q=${encodeURIComponent(title)}`);
        await page.getByRole('link', { name: title }).filter({ visible: true }).first().click();
        await page.getByRole('heading', { level: 1, name: title }).waitFor();
        const found = await faultsOf(page);
        if (found.length > 0) faults[`case ${screen.width}`] = found;
        await page.getByRole('button', { name: '打印文书' }).click();
        await page.getByRole('article').first().waitFor();
        await page.getByRole('button', { name: '全选' }).click();
        const papers = await faultsOf(page);
        if (papers.length > 0) faults[`papers ${screen.width}`] = papers;
        await page.context().close();
      }
      expect(faults).toEqual({});
    },
    120_000,
  );

  it.each<[name: string, username: string, place: Place]>([
    ['待办', 'liutang-clerk', { path: '/' }],
    ['办件', 'liutang-clerk', { title: '屋后阳沟堵了' }],
    ['受理分流', 'liutang-clerk', { title: '化粪池外溢', form: '受理分流' }],
    ['签署', 'liutang-mediator', { title: '屋后阳沟堵了', form: '签署' }],
    ['会议现场', 'liutang-convener', { title: '牛吃了秧苗', form: '会议现场' }],
    ['说一句', 'liutang-gridworker', { path: '/say' }],
    ['台账', 'qingxi-office', { path: '/cases' }],
    // No desk of supervision: the order of its causes is that of the day.
    ['机构', 'shili-admin', { path: '/admin/places' }],
    ['账号', 'shili-admin', { path: '/admin/accounts' }],
    ['日历', 'shili-admin', { path: '/admin/calendar' }],
    ['流程', 'shili-admin', { path: '/admin/procedures' }],
  ])('%s has the names and the structure that it had', async (name, username, place) => {
    const page = await desk.signedIn(username);
    await desk.goTo(page, place);
    expect(await structureOf(page)).toMatchSnapshot();
    const atDesk = await structureOf(page, 'main');
    await page.setViewportSize(PHONE);
    const onPhone = await structureOf(page, 'main');
    if (onPhone !== atDesk) expect(onPhone).toMatchSnapshot('on a phone');
    await page.context().close();
  });

  it('the page for signing in has the names and the structure that it had', async () => {
    const page = await desk.page();
    await page.goto(desk.product.url);
    await page.getByLabel('用户名').waitFor();
    expect(await structureOf(page)).toMatchSnapshot();
    await page.context().close();
  });
});
