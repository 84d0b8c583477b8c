import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { now, until } from '#testing';
import type { Locator, Page } from 'playwright-core';
import { choosePerson, Desk, faultsOf, PHONE } from './desk.js';

/** What an office does in the browser, on the cases of the demo township. */
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open({ DEMO_CASES: 'true' });
  await until(() => /演示乡镇/.test(desk.product.output), 'the cases of the township', 180_000);
}, 400_000);
afterAll(() => desk.close(), 60_000);

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const confirm = (page: Page) =>
  dialog(page)
    .getByRole('button', { name: /确 ?定/ })
    .click();

async function openCase(page: Page, title: string): Promise<void> {
  await page.goto(`${desk.product.url}/cases?q=${encodeURIComponent(title)}`);
  await page.getByRole('link', { name: title }).filter({ visible: true }).first().click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}
/** Of days ago, as the field for a date and time takes it. */
const daysAgo = (days: number): string =>
  new Date(now() + (8 - 24 * days) * 3_600_000).toISOString().slice(0, 16);

describe('in the browser', () => {
  it('a convener ticks all talks on one page, a mediator the signatures on one paper', async () => {
    const page = await desk.signedIn('liutang-convener', PHONE);
    await openCase(page, '打米机半夜响');
    await button(page, '会前谈话').click();
    for (const index of [0, 1]) await page.getByLabel('意见一致').nth(index).check();
    await page.getByLabel('反对').nth(2).check();
    expect(await faultsOf(page)).toEqual([]);
    await button(page, '提交 3 人').click();
    await page.getByText('已沟通 3 / 3 人').first().waitFor();
    await page.context().close();

    const mediator = await desk.signedIn('liutang-mediator');
    await openCase(mediator, '屋后阳沟堵了');
    await mediator.getByText('已签 1，须 2；还有：谢四').waitFor();
    await button(mediator, '签署').click();
    await mediator.getByText('谢四三日内清沟').first().waitFor();
    await mediator.locator('input[type=file]').setInputFiles({
      name: '签字页.png',
      mimeType: 'image/png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
        'base64',
      ),
    });
    await mediator.getByLabel('签字页.png').waitFor();
    await mediator.getByLabel('按指印').nth(1).check();
    await button(mediator, '提交 1 人').click();
    await mediator.getByText('已签 2，须 2').first().waitFor();
    await button(mediator, '调解员签名并加盖调委会印章').click();
    await mediator.getByLabel('已加盖调委会印章').check();
    await button(mediator, '提交').click();
    await mediator.getByRole('heading', { level: 2, name: '记录协议' }).waitFor();
    await mediator.context().close();
  });

  it('what was settled on the spot is entered in one form and brought to its end', async () => {
    const page = await desk.signedIn('xinyuan-gridworker');
    await page.goto(`${desk.product.url}/late`);
    await page.getByLabel('什么时候说定的').fill(daysAgo(40));
    await page.getByLabel(/补录原因/).fill('当时停电。');
    await page.getByLabel('什么事').fill('装修的沙子堆在巷口，电动车过不去。');
    await page.getByLabel('名称').fill('沙子堆在巷口');
    await choosePerson(page, '当事人', '孟甲');
    await choosePerson(page, '当事人', '孟乙');
    await button(page, '添加 到场的群英').click();
    await choosePerson(page, '群英', '孟丙');
    await page.getByLabel('临时点').check();
    await page.getByLabel('地点', { exact: true }).fill('二巷口');
    await page.getByLabel('经过').fill('叫来楼栋长，二十分钟说定。');
    await page.getByLabel('议定的内容').fill('当晚六点前清走。');
    expect(await faultsOf(page)).toEqual([]);
    await button(page, '登记').click();
    await page.getByRole('heading', { level: 1, name: '沙子堆在巷口' }).waitFor();
    for (const [heading, action, field, words] of [
      ['监督与反馈', '登记反馈', '反馈情况', '巷口清了，都说行。'],
      ['回头看', '登记回访', '回访情况', '一直没有再堆。'],
    ] as const) {
      await page.getByRole('heading', { level: 2, name: heading }).waitFor();
      await button(page, action).click();
      await page.getByLabel(field).fill(words);
      if (action === '登记回访')
        await page.getByRole('radiogroup', { name: '稳定，没有反复' }).getByLabel('是').check();
      if (action === '登记反馈') {
        await page.getByText('代人办理、补录').click();
        await page.getByLabel('实际时间').fill(daysAgo(39));
        await page.getByLabel('补录原因').fill('当时停电。');
      }
      await button(page, /^提交/).click();
    }
    await page.getByText('已办结').first().waitFor();
    await page.context().close();
  });

  it('whoever is not willing is told which ways are open, and that is an end', async () => {
    const list = await desk.signedIn('liutang-clerk');
    const item = list.getByRole('article').filter({ hasText: '化粪池外溢' });
    await item.getByText('受理分流').first().waitFor();
    const page = await desk.signedIn('liutang-clerk');
    await openCase(page, '化粪池外溢');
    await button(page, '受理分流').click();
    await page.getByLabel('矛盾纠纷').first().check();
    await choosePerson(page, '当事人', '杨一');
    await choosePerson(page, '当事人', '杨二');
    await page.getByLabel('明确不愿意').check();
    await page.getByLabel('法院已受理').check();
    await button(page, /^提交/).click();
    await page.getByRole('heading', { level: 2, name: '答复' }).waitFor();
    // Who looks at the list meanwhile sees it done where it stands; what comes of it waits until asked for.
    await item.getByText('已由您办理').waitFor();
    expect(await item.count()).toBe(1);
    expect(await faultsOf(list)).toEqual([]);
    await button(list, '有 1 件新的 · 刷新').click();
    await item.getByText('答复').first().waitFor();
    await list.context().close();
    await button(page, '答复提出人').click();
    await page.getByLabel('答复内容').fill('此事法院已受理，请按法院程序办理；日后都愿意，可以再来。');
    await page.getByLabel('诉讼').check();
    await button(page, /^提交/).click();
    await page.getByText('已办结').first().waitFor();
    await page.context().close();
  });

  it('an administrator makes an account, and who gets it changes the password', async () => {
    const page = await desk.signedIn('shili-admin');
    await page.goto(`${desk.product.url}/admin/accounts`);
    await button(page, '新建账号').click();
    await dialog(page).getByLabel('姓名').fill('竹召集');
    await dialog(page).getByLabel('用户名').fill('zhuxi.convener');
    await dialog(page).getByLabel('群英召集人').check();
    await dialog(page).getByLabel('所在地').fill('竹溪村');
    await page.getByTitle('示例县 › 清溪镇 › 竹溪村', { exact: true }).click();
    await confirm(page);
    await page.getByRole('link', { name: '竹召集' }).click();
    await button(page, '重置密码').click();
    const told = await page.getByRole('status').textContent();
    const [password = ''] = /[a-z2-9]{4}(-[a-z2-9]{4}){2}/.exec(told ?? '') ?? [];
    await page.context().close();

    const newcomer = await desk.page();
    await newcomer.goto(desk.product.url);
    await newcomer.getByLabel('用户名').fill('zhuxi.convener');
    await newcomer.getByLabel('密码').fill(password);
    await button(newcomer, '登录').click();
    // Nobody could select the members of this matter before.
    await newcomer.getByRole('article').filter({ hasText: '竹林界桩不见了' }).first().waitFor();
    await newcomer.goto(`${desk.product.url}/me`);
    await newcomer.getByText('现在的密码是别人设的').waitFor();
    await newcomer.getByLabel('原密码').fill(password);
    await newcomer.getByLabel('新密码', { exact: true }).fill('only I know this one');
    await newcomer.getByLabel('再输一次新密码').fill('only I know this one');
    await button(newcomer, '修改密码').click();
    await newcomer.getByText('密码已修改').waitFor();
    await newcomer.getByText('现在的密码是别人设的').waitFor({ state: 'detached' });
    await newcomer.context().close();
  });

  it('somebody is found by pinyin and corrected; the township hands out what lies', async () => {
    const page = await desk.signedIn('shiqiao-clerk');
    await page.goto(`${desk.product.url}/people`);
    await page.getByLabel(/拼音首字母/).fill('zj');
    await button(page, '郑九').click();
    await button(page, '更正').click();
    await dialog(page).last().getByLabel(/小名/).fill('老九');
    await dialog(page).last().getByLabel(/五组$/).check();
    await confirm(page);
    await page.getByText('老九').first().waitFor();
    await page.goto(`${desk.product.url}/people`);
    await page.getByLabel('组、网格').click();
    await page.getByTitle(/五组$/).click();
    const rows = page.getByRole('main').getByRole('listitem');
    await rows.filter({ hasNotText: '五组' }).first().waitFor({ state: 'detached' });
    await rows.filter({ hasText: '老九' }).waitFor();
    await page.context().close();

    const office = await desk.signedIn('qingxi-office');
    await office.goto(`${desk.product.url}/supervision?group=stuck`);
    const lying = office.getByRole('article').filter({ hasText: '楼道堆杂物' });
    await lying.getByRole('button', { name: '指派承办人' }).click();
    await dialog(office).getByLabel('转给谁').fill('新文书');
    await office.getByTitle(/新文书/).click();
    await dialog(office).getByLabel('原因').fill('请今天受理。');
    await confirm(office);
    await lying.getByText('已转给新文书').waitFor();
    await button(office, /刷新$/).click();
    await lying.waitFor({ state: 'detached' });
    await office.context().close();
  });

  it('several are nudged at once with a word; each row tells what became of it', async () => {
    const office = await desk.signedIn('qingxi-office');
    await office.goto(`${desk.product.url}/supervision?group=overdue`);
    const [dance, pond] = ['广场舞时间', '集体鱼塘承包到期'].map((title) =>
      office.getByRole('article').filter({ hasText: title }),
    ) as [Locator, Locator];
    for (const row of [dance, pond]) await row.getByRole('checkbox').check();
    expect(await faultsOf(office)).toEqual([]);
    const bar = office.getByRole('region', { name: '已选 2 件' });
    // Somebody else was quicker with one of them.
    const other = await desk.signedIn('shiqiao-committee');
    await openCase(other, '广场舞时间');
    const id = /[0-9a-f-]{36}$/.exec(new URL(other.url()).pathname)![0];
    const nudged = await other.request.post(`${desk.product.url}/api/v1/nudges`, {
      headers: { 'x-requested-with': 'qunying', 'idempotency-key': 'dance' },
      data: { items: [{ caseId: id, step: 'feedback' }] },
    });
    expect((await nudged.json()).items).toMatchObject([{ state: 'recorded' }]);
    await bar.getByRole('button', { name: '一并催办（2）' }).click();
    await dialog(office).getByLabel('捎一句话').fill('周五前请办好。');
    await confirm(office);
    const told = dialog(office).filter({ hasText: '办成 1 件，1 件没有办成' });
    expect(await told.getByRole('listitem').textContent()).toMatch(/^广场舞时间：/);
    await told.getByRole('button').last().click();
    await pond.getByText('已催办').waitFor();
    expect(await pond.getByRole('button').count()).toBe(0);
    await button(office, '有 1 件变动 · 刷新').click();
    await pond.getByRole('checkbox').waitFor();
    expect(await faultsOf(office)).toEqual([]);
    for (const page of [office, other]) await page.context().close();
  });

  it('an administrator sees what a holiday of the county’s own would move, and that procedures are sound', async () => {
    const page = await desk.signedIn('shili-admin', PHONE);
    await page.goto(`${desk.product.url}/admin/calendar`);
    const soon = new Date(now() + 8 * 3_600_000);
    do soon.setUTCDate(soon.getUTCDate() + 1);
    while ([0, 6].includes(soon.getUTCDay()));
    const [year, month, date] = soon.toISOString().slice(0, 10).split('-').map(Number) as [
      number,
      number,
      number,
    ];
    await page.getByLabel('年份').fill(String(year));
    await page.getByLabel('年份').blur();
    const text = page.getByLabel('放假和调休上班的日子');
    await text.fill(`${month}月${date}日（周日）放假`);
    await button(page, '看看会影响什么').click();
    await page.getByRole('alert').getByText('年份选对了吗').waitFor();
    await text.fill(`${month}月${date}日放假`);
    await button(page, '看看会影响什么').click();
    await page.getByText(/改变 1 天；[1-9]\d* 件在办事项/).waitFor();
    await page.getByText(/→/).first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.goto(`${desk.product.url}/admin/procedures`);
    await page
      .getByRole('button', { name: /矛盾纠纷.*校验没有问题/ })
      .first()
      .click();
    await page.getByText('校验过').waitFor();
    await page.getByText('5 个工作日').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('shows what another does as it happens', async () => {
    const [page, other] = [await desk.signedIn('liutang-clerk'), await desk.signedIn('liutang-committee')];
    await openCase(page, '樟树遮了晒谷坪');
    await openCase(other, '樟树遮了晒谷坪');
    await button(other, '认领').click();
    // Sooner than the page would ask by itself.
    await page.getByText('由 柳支书 承办').waitFor({ timeout: 10_000 });
    await page.context().close();
    await other.context().close();
  });

  it('a matter told without a network is kept, and entered once when there is one', async () => {
    const page = await desk.signedIn('liutang-gridworker', PHONE);
    await page.goto(`${desk.product.url}/say`);
    await page.getByLabel('什么事').waitFor();
    await page.context().setOffline(true);
    await page.getByLabel('什么事').fill('老井边的护栏松了，小孩常去玩。');
    await page.getByLabel('名称').fill('老井护栏松动');
    await button(page, '登记').click();
    await page.getByText('待发 1 件').waitFor();
    // Nobody reads it on the device: it lies there sealed.
    const kept = await page.evaluate(
      () =>
        new Promise<string>((done) => {
          const opening = indexedDB.open('qunying');
          opening.onsuccess = () => {
            const reading = opening.result.transaction('kept').objectStore('kept').getAll();
            reading.onsuccess = () =>
              done(
                (reading.result as { sealed: ArrayBuffer }[])
                  .map(({ sealed }) => new TextDecoder().decode(sealed))
                  .join(),
              );
          };
        }),
    );
    expect(kept.length).toBeGreaterThan(0);
    expect(kept).not.toContain('老井');
    await page.context().setOffline(false);
    await page.getByText('待发 1 件').waitFor({ state: 'detached', timeout: 45_000 });
    await page.goto(`${desk.product.url}/cases?q=${encodeURIComponent('老井护栏')}`);
    await page.getByRole('heading', { level: 1, name: '台账 1 件' }).waitFor();
    await page.context().close();
  });

  it('a form keeps what was filled in when the session ends meanwhile', async () => {
    const page = await desk.signedIn('shiqiao-clerk');
    await openCase(page, '机耕路断了一截');
    await button(page, '受理分流').click();
    await page.getByLabel('说明').fill('村民小组长带路看过。');
    await page.context().clearCookies();
    await page.getByLabel('尚未询问').check();
    await page.getByLabel('没有', { exact: true }).check();
    await page.getByLabel('居（村）发展').nth(1).check();
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: '登录已过期' });
    await dialog.getByLabel('密码').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await desk.signIn(page, 'shiqiao-clerk');
    // What was sent is sent once more by itself.
    await page.getByRole('heading', { level: 2, name: '充分调查' }).waitFor();
    await page.context().close();
  });

  it('a form that is left halfway is there again, for its own account alone, until that signs out', async () => {
    const page = await desk.signedIn('shiqiao-clerk');
    await openCase(page, '机耕路断了一截');
    await button(page, '完成调查').click();
    await page.getByLabel('主要矛盾').fill('谁出修路的石料，没说定。');
    await page.getByText(/^已存本机 \d\d:\d\d$/).waitFor();
    await page.reload();
    await page.getByLabel('主要矛盾').waitFor();
    expect(await page.getByLabel('主要矛盾').inputValue()).toBe('谁出修路的石料，没说定。');
    const form = page.url();
    await button(page, '退出').click();
    await page.getByLabel('用户名').waitFor();
    await desk.signIn(page, 'shiqiao-clerk');
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
    await page.goto(form);
    await page.getByLabel('主要矛盾').waitFor();
    expect(await page.getByLabel('主要矛盾').inputValue()).toBe('');
    await page.context().close();
  });

  it('shows what others entered meanwhile, beside what one has filled in, and sends that when it is wanted still', async () => {
    const page = await desk.signedIn('shiqiao-clerk');
    await openCase(page, '机耕路断了一截');
    await button(page, '听取意见').click();
    const other = await desk.signedIn('shiqiao-committee');
    await openCase(other, '机耕路断了一截');
    await button(other, '听取意见').click();
    for (const [one, note] of [
      [other, '愿意出两车石子。'],
      [page, '愿意出一天的工。'],
    ] as const) {
      await choosePerson(one, '听取了谁', '郑九');
      await one.getByLabel('入户').check();
      await one.getByLabel('说了什么').fill(note);
      await button(one, /^提交/).click();
      if (one === other) await one.getByRole('heading', { level: 1, name: '机耕路断了一截' }).waitFor();
    }
    await page.getByText('您填写期间，这件事有了变化').waitFor();
    await page.getByRole('alert').getByText('愿意出两车石子。').waitFor();
    expect(await page.getByLabel('说了什么').inputValue()).toBe('愿意出一天的工。');
    expect(await faultsOf(page)).toEqual([]);
    await button(page, '看过了，用我的再提交').click();
    await page.getByRole('heading', { level: 1, name: '机耕路断了一截' }).waitFor();
    await page.getByText('愿意出一天的工。').first().waitFor();
    await page.context().close();
    await other.context().close();
  });

  it('a recording and pasted pictures are a matter; what is pasted lies in the draft at once', async () => {
    const page = await desk.signedIn('liutang-gridworker', PHONE);
    await page.goto(`${desk.product.url}/say`);
    await page.getByLabel('什么事').waitFor();
    await page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = 40;
      const blob = await new Promise<Blob>((done) => canvas.toBlob((made) => done(made!)));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([blob], 'image.png', { type: 'image/png' }));
      clipboardData.setData('text/plain', '李四 9:12\n井台边的砖松了');
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    await page.getByRole('img', { name: 'image.png' }).waitFor();
    await button(page, '录音').click();
    await button(page, /^停止（[1-9]/).click();
    const group = page.getByRole('group', { name: '附件' });
    await group.getByText('去掉').nth(1).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.waitForTimeout(600);
    await page.reload();
    await group.getByText('去掉').nth(1).waitFor();
    expect(await page.getByLabel('什么事').inputValue()).toBe('李四 9:12\n井台边的砖松了');
    // The recording alone is enough.
    await page.getByLabel('什么事').fill('');
    await page.getByLabel('名称').fill('井台砖松动');
    await button(page, '登记').click();
    await page.getByRole('heading', { level: 1, name: '井台砖松动' }).waitFor();
    await page
      .getByText(/^见录音（\d+ 秒），尚未整理成文字。$/)
      .first()
      .waitFor();
    await page.getByRole('link', { name: '录音1.webm' }).waitFor();
    await page.getByRole('link', { name: 'image.png' }).waitFor();
    await page.context().close();
  });

  it('a matter whose answer was lost is entered once', async () => {
    const page = await desk.signedIn('liutang-gridworker', PHONE);
    await page.goto(`${desk.product.url}/say`);
    await page.getByLabel('什么事').fill('祠堂前的石板翘起来绊人。');
    await page.getByLabel('名称').fill('祠堂石板翘起');
    await page.route('**/api/v1/cases', async (route) => {
      await route.fetch();
      await route.abort('internetdisconnected');
    });
    await button(page, '登记').click();
    await page.getByText('待发 1 件').waitFor();
    await page.unroute('**/api/v1/cases');
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await page.getByText('待发 1 件').waitFor({ state: 'detached', timeout: 45_000 });
    expect(await page.getByText('没有登记成').count()).toBe(0);
    await page.goto(`${desk.product.url}/cases?q=${encodeURIComponent('祠堂石板')}`);
    await page.getByRole('heading', { level: 1, name: '台账 1 件' }).waitFor();
    await page.context().close();
  });

  it('opens without a network, to take down a matter', async () => {
    const page = await desk.signedIn('liutang-gridworker', { ...PHONE, serviceWorkers: 'allow' });
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.goto(`${desk.product.url}/say`);
    await page.getByLabel('什么事').waitFor();
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await page.reload();
    await page.getByLabel('什么事').fill('村道转弯处的镜子碎了。');
    await page.getByLabel('名称').fill('转弯镜破碎');
    await button(page, '登记').click();
    await page.getByText('待发 1 件').waitFor();
    await page.context().setOffline(false);
    await page.getByText('待发 1 件').waitFor({ state: 'detached', timeout: 45_000 });
    await page.context().close();
  });

  it('says that a matter like it is there already', async () => {
    const page = await desk.signedIn('liutang-clerk');
    await page.goto(`${desk.product.url}/say`);
    await page.getByLabel('什么事').fill('大塘那边塘坝又渗水了。');
    await page.getByRole('status').getByRole('link', { name: '塘坝渗水' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('the register is narrowed down, and goes out as a file', async () => {
    const page = await desk.signedIn('qingxi-office');
    await page.goto(`${desk.product.url}/cases`);
    await page.getByRole('combobox', { name: '村（社区）' }).click();
    await page.getByTitle('竹溪村').click();
    await page.getByRole('heading', { level: 1, name: '台账 2 件' }).waitFor();
    expect(new URL(page.url()).searchParams.get('village')).toMatch(/^[0-9a-f-]{36}$/);
    for (const [name, begins] of [
      ['导出 CSV', '\uFEFF事项,文号,村（社区）'],
      ['导出 Excel', 'PK'],
    ] as const) {
      const [file] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
      expect(file.suggestedFilename()).toMatch(/^register-[\d-]+\.(csv|xlsx)$/);
      expect(readFileSync(await file.path(), 'utf8').startsWith(begins)).toBe(true);
    }
    // A long one can be stopped on its way.
    await page.route('**/export.csv*', () => undefined);
    await button(page, '导出 CSV').click();
    await button(page, '停止导出').click();
    await button(page, '停止导出').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('the register finds a party by pinyin, and no name stands in the address', async () => {
    const page = await desk.signedIn('liutang-clerk');
    await page.goto(`${desk.product.url}/cases`);
    await page.getByLabel(/姓名、拼音查找/).fill('xiesi');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '台账 1 件' }).waitFor();
    await page.getByRole('link', { name: '屋后阳沟堵了' }).filter({ visible: true }).waitFor();
    expect(page.url()).not.toContain('xiesi');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: '台账 1 件' }).waitFor();
    expect(await page.getByLabel(/姓名、拼音查找/).inputValue()).toBe('xiesi');
    await page.goto(`${desk.product.url}/people`);
    await page.getByLabel(/拼音首字母/).fill('xiesi');
    await button(page, '谢四').click();
    await page.getByRole('link', { name: '有关的办件' }).click();
    await button(page, '谢四的办件 ✕').waitFor();
    await page.getByRole('heading', { level: 1, name: '台账 1 件' }).waitFor();
    await page.context().close();
  });

  it('a clerk chooses columns, copies rows and marks them as reported', async () => {
    const page = await desk.signedIn('shiqiao-clerk');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${desk.product.url}/cases`);
    const table = page.getByRole('table');
    await button(page, '列').click();
    const drawer = dialog(page);
    await drawer.getByRole('checkbox', { name: '当事人' }).check();
    await drawer.getByRole('checkbox', { name: '已报送' }).check();
    for (const column of ['村（社区）', '类别', '当前步骤', '到期日'])
      await drawer.getByRole('checkbox', { name: column }).uncheck();
    await button(page, '“当事人”前移').click();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.reload();
    await table.getByRole('columnheader').filter({ hasText: '已报送' }).waitFor();
    expect((await table.getByRole('columnheader').allTextContents()).filter(Boolean)).toEqual([
      '事项',
      '文号',
      '当事人',
      '登记日期',
      '已报送',
      '复制',
    ]);

    const row = table.getByRole('row').nth(1);
    const number = await row.getByRole('cell').nth(2).textContent();
    await row.getByRole('button', { name: /^复制/ }).click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByText('已复制 1 行').waitFor();
    expect((await copied()).split('\t')).toHaveLength(5);
    expect(await copied()).toContain(number);

    await row.getByRole('checkbox').check();
    expect(await faultsOf(page)).toEqual([]);
    await button(page, '标为已报送').click();
    await page.getByRole('menuitem', { name: '司法所' }).click();
    await row.getByText(/^司法所 \d{4}-\d\d-\d\d 石文书$/).waitFor();
    await page.getByRole('combobox', { name: '已报送' }).click();
    await page.getByTitle('已报送', { exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '台账 1 件' }).waitFor();
    await button(page, '撤销报送').click();
    await page.getByRole('menuitem', { name: '司法所' }).click();
    await page.getByRole('heading', { level: 1, name: '台账 0 件' }).waitFor();

    await page.goto(`${desk.product.url}/cases?layout=mediation`);
    await table.getByRole('columnheader').filter({ hasText: '案件编号' }).waitFor();
    await table.getByRole('row').nth(1).getByRole('cell', { name: '1', exact: true }).waitFor();
    await page.context().close();

    const phone = await desk.signedIn('shiqiao-clerk', PHONE);
    await phone.goto(`${desk.product.url}/cases`);
    // As over plain http, where there is no clipboard.
    await phone.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await phone.getByRole('checkbox', { name: /^选择/ }).first().check();
    await button(phone, '复制这些行').click();
    await phone.getByText('已复制 1 行').waitFor();
    expect(await faultsOf(phone)).toEqual([]);
    await button(phone, '列').click();
    await dialog(phone).waitFor();
    expect(await faultsOf(phone)).toEqual([]);
    await phone.context().close();
  });

  it('no page had an error that nobody saw', () => {
    expect(desk.scriptErrors).toEqual([]);
  });
});
