import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createPool } from '#persistence';
import { now } from '#testing';
import { DataFolder } from '../../scripts/start/data-folder.js';
import { choosePerson, Desk, faultsOf, PHONE } from './desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
}, 300_000);
afterAll(() => desk.close(), 60_000);

const CLERK = 'liutang-clerk';
/** In China, by the time of the product. */
const nextWeek = (): string => new Date(now() + (8 + 7 * 24) * 3_600_000).toISOString().slice(0, 10);
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

describe('a clerk in the browser', () => {
  let page: Page;
  beforeAll(async () => {
    page = await desk.signedIn(CLERK);
  });

  it('is asked to sign in, told what is wrong, and then comes to the page that was wanted', async () => {
    const other = await desk.page();
    await other.goto(`${desk.product.url}/cases?status=open`);
    await other.getByLabel('用户名').fill(CLERK);
    await other.getByLabel('密码').fill('not-the-password');
    await other.getByRole('button', { name: '登录' }).click();
    expect(await other.getByRole('alert').textContent()).toContain('用户名或密码');
    expect(await faultsOf(other)).toEqual([]);
    await desk.signIn(other, CLERK);
    await heading(other, '台账').waitFor();
    expect(other.url()).toBe(`${desk.product.url}/cases?status=open`);
    await other.context().close();
  });

  it('enters a matter in a line, and finds it among what is to be done', async () => {
    await page.getByRole('button', { name: '说一句' }).click();
    await page.getByLabel('什么事').fill('东头两家为排水沟争吵，雨天水进了邻居院子。');
    await page.getByLabel('名称').fill('东头排水沟纠纷');
    await page.getByRole('button', { name: '登记' }).click();
    await heading(page, '东头排水沟纠纷').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('navigation').getByRole('link', { name: '待办' }).click();
    const item = page.getByRole('article').filter({ hasText: '东头排水沟纠纷' });
    expect(await item.textContent()).toMatch(/清溪\d{4}-\d+.*柳塘村.*受理分流.*岗位待认领/s);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('moves the case on by clicking alone, and is told what the rules refuse', async () => {
    await page.getByRole('link', { name: '东头排水沟纠纷' }).click();
    await page.getByRole('button', { name: '认领' }).click();
    await page.getByText('由 柳文书 承办').waitFor();
    await page.getByRole('button', { name: '受理分流' }).click();
    await page.getByLabel('矛盾纠纷').first().check();
    await choosePerson(page, '当事人', '赵甲');
    await page.getByLabel('愿意', { exact: true }).check();
    await page.getByLabel('没有', { exact: true }).check();
    await page.getByRole('button', { name: '提交' }).click();
    await page.locator('form').getByRole('alert').filter({ hasText: '当事人' }).first().waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await choosePerson(page, '当事人', '钱乙');
    await page
      .getByRole('group', { name: '议事流程' })
      .or(page.locator('.ant-form-item', { hasText: '议事流程' }))
      .getByLabel('矛盾纠纷')
      .check();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('heading', { level: 2, name: '充分调查' }).waitFor();
    await page.getByText('赵甲、钱乙').first().waitFor();
  });

  it('says something about the case, adds a file, and stops its deadlines for a while', async () => {
    const command = async (name: string) => {
      await page.getByRole('button', { name: '更多', exact: true }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    const confirm = () =>
      page
        .getByRole('dialog')
        .getByRole('button', { name: /确 ?定/ })
        .click();
    await command('留言');
    await page.getByRole('dialog').getByLabel('留言').fill('已电话联系两家，都在家。');
    expect(await faultsOf(page)).toEqual([]);
    await confirm();
    await page.getByText('已电话联系两家，都在家。').waitFor();
    await page.locator('input[type=file]').setInputFiles({
      name: '排水沟.png',
      mimeType: 'image/png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    });
    await page.getByRole('link', { name: '排水沟.png' }).waitFor();
    await command('暂停');
    await page.getByRole('dialog').getByLabel('农忙').check();
    await page.getByRole('dialog').getByLabel('暂停到哪一天').fill(nextWeek());
    await confirm();
    await page.getByText(/已暂停，最迟/).waitFor();
    await command('恢复办理');
    await confirm();
    await page.getByText(/已暂停，最迟/).waitFor({ state: 'detached' });
    expect(await faultsOf(page)).toEqual([]);
  });

  it('works with the keyboard', async () => {
    await page.goto(desk.product.url);
    await page.getByRole('article').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: '经过的步骤' }).waitFor();
    await page.goto(desk.product.url);
    await page.getByRole('article').first().waitFor();
    await page.keyboard.press('c');
    await heading(page, '说一句').waitFor();
  });

  it('keeps what the register shows in the address', async () => {
    await page.goto(`${desk.product.url}/cases`);
    await page.getByLabel('按事项、文号、姓名、拼音查找').fill('排水沟');
    await page.keyboard.press('Enter');
    const row = page.getByRole('cell', { name: '东头排水沟纠纷', exact: true });
    await row.waitFor();
    // It may be a name: there it stands sealed.
    await page.waitForURL((url) => url.searchParams.has('find'));
    expect(decodeURIComponent(page.url())).not.toContain('排水沟');
    expect(await faultsOf(page)).toEqual([]);
    await page.reload();
    await row.waitFor();
  });

  it('speaks English to who wants it, and remembers', async () => {
    await page.getByRole('button', { name: 'English' }).click();
    await heading(page, 'Register').waitFor();
    await page.reload();
    await heading(page, 'Register').waitFor();
    await page.getByRole('button', { name: '中文' }).click();
    await heading(page, '台账').waitFor();
  });

  it('is signed out for good', async () => {
    const other = await desk.signedIn('liutang-committee');
    await other.getByRole('button', { name: '退出' }).click();
    await other.getByLabel('用户名').waitFor();
    await other.goto(`${desk.product.url}/cases`);
    await other.getByLabel('用户名').waitFor();
    await other.context().close();
  });
});

describe('a supervisor in the browser', () => {
  it('sees what is soon due and who has it, and orders an answer, which the clerk gives and the office judges', async () => {
    const clerk = await desk.signedIn(CLERK);
    await clerk.getByRole('button', { name: '说一句' }).click();
    await clerk.getByLabel('什么事').fill('村口路灯坏了三盏，晚上看不清路。');
    await clerk.getByLabel('名称').fill('村口路灯损坏');
    await clerk.getByRole('button', { name: '登记' }).click();
    await heading(clerk, '村口路灯损坏').waitFor();

    const office = await desk.signedIn('qingxi-office');
    await office.getByRole('navigation').getByRole('link', { name: '督办台' }).click();
    await office.getByText('没有逾期的。').waitFor();
    expect(await faultsOf(office)).toEqual([]);
    await office.getByRole('tab', { name: /三天内到期/ }).click();
    const row = office.getByRole('article').filter({ hasText: '村口路灯损坏' });
    expect(await row.textContent()).toContain('柳塘村');
    await row.getByRole('button', { name: '发督办单' }).click();
    await office.getByLabel('要求').fill('请尽快受理并答复。');
    expect(await faultsOf(office)).toEqual([]);
    await office
      .getByRole('dialog')
      .getByRole('button', { name: /确 ?定/ })
      .click();
    await row.getByText('已发督办单').waitFor();
    await office.getByRole('button', { name: '有 1 件变动 · 刷新' }).click();
    await row.getByText('督办单待答复').waitFor();

    await clerk.getByRole('navigation').getByRole('link', { name: '待办' }).click();
    const order = clerk.getByRole('article').filter({ hasText: '督办单待答复' });
    await order.getByRole('button', { name: '答复督办' }).click();
    await clerk.getByRole('dialog').getByLabel('答复督办').fill('已联系电工，明天修好。');
    await clerk
      .getByRole('dialog')
      .getByRole('button', { name: /确 ?定/ })
      .click();
    await order.waitFor({ state: 'detached' });

    await office.getByRole('navigation').getByRole('link', { name: '待办' }).click();
    const answered = office.getByRole('article').filter({ hasText: '督办单已答复' });
    await answered.getByRole('button', { name: '办结督办' }).click();
    await office
      .getByRole('dialog')
      .getByRole('button', { name: /确 ?定/ })
      .click();
    await answered.waitFor({ state: 'detached' });
    await Promise.all([clerk, office].map((page) => page.context().close()));
  });
});

describe('on a phone', () => {
  it('every page fits, and nothing is wrong with it', async () => {
    const page = await desk.signedIn(CLERK, PHONE);
    const faults: Record<string, string[]> = { inbox: await faultsOf(page) };
    const bar = page.getByRole('navigation').last();
    await bar.getByRole('link', { name: '台账' }).click();
    await page.getByRole('article').first().waitFor();
    faults.register = await faultsOf(page);
    await page.getByRole('article').first().getByRole('link').click();
    await page.getByRole('heading', { level: 2, name: '经过的步骤' }).waitFor();
    faults.case = await faultsOf(page);
    await page.locator('section a[href*="/steps/"]').last().click();
    await page.getByRole('button', { name: '返回' }).waitFor();
    faults.form = await faultsOf(page);
    await bar.getByRole('link', { name: '说一句' }).click();
    await page.getByLabel('什么事').waitFor();
    faults.say = await faultsOf(page);
    await bar.getByRole('link', { name: '我', exact: true }).click();
    await heading(page, '柳文书').waitFor();
    faults.me = await faultsOf(page);
    expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
    await page.context().close();
  });

  it('tells when somebody may not see a case', async () => {
    const page = await desk.signedIn(CLERK, PHONE);
    await page.goto(`${desk.product.url}/cases/019a0000-0000-8000-8000-000000000001`);
    await page.getByText('没有这个页面或办件').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  });
});

describe('while nothing can be recorded', () => {
  const hear = async (page: Page, words: string) => {
    await page.getByRole('button', { name: '听取意见', exact: true }).click();
    await choosePerson(page, '听取了谁的意见', '赵甲');
    await page.getByLabel('说了什么').fill(words);
    await page.getByRole('button', { name: '提交', exact: true }).click();
  };
  const isRecordedOnce = async (page: Page, words: string) => {
    await heading(page, '东头排水沟纠纷').waitFor({ timeout: 60_000 });
    await page.getByText(words).first().waitFor();
    await page.reload();
    await page.getByText(words).first().waitFor();
    expect(await page.getByText(words).count()).toBe(1);
  };
  let page: Page;
  beforeAll(async () => {
    page = await desk.signedIn(CLERK);
    await page.goto(`${desk.product.url}/cases?q=${encodeURIComponent('东头排水沟')}`);
    await page.getByRole('link', { name: '东头排水沟纠纷' }).filter({ visible: true }).click();
    await heading(page, '东头排水沟纠纷').waitFor();
  });
  afterAll(() => page.context().close());

  it('an action that nobody takes is kept and sent again by itself', async () => {
    const temporal = desk.product.pid('temporal');
    process.kill(temporal, 'SIGSTOP');
    try {
      await hear(page, '说水是从坡上来的。');
      await page.getByText('正在自动重发').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      expect(await page.getByLabel('说了什么').inputValue()).toBe('说水是从坡上来的。');
    } finally {
      process.kill(temporal, 'SIGCONT');
    }
    await isRecordedOnce(page, '说水是从坡上来的。');
  }, 120_000);

  it('an action that was accepted when the worker died is recorded once, and its page says so then', async () => {
    const pool = createPool(new DataFolder(desk.product.dataDir).given!.databaseUrl);
    const held = await pool.connect();
    const id = page.url().split('/').at(-1);
    try {
      await held.query('BEGIN');
      await held.query('SELECT 1 FROM case_row WHERE id = $1 FOR UPDATE', [id]);
      await hear(page, '说沟是前年填的。');
      await page.getByText('已受理，正在落账').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await desk.product.kill9AndAwaitReturn('product');
    } finally {
      await held.query('ROLLBACK');
      held.release();
      await pool.end();
    }
    await isRecordedOnce(page, '说沟是前年填的。');
  }, 120_000);
});

it('no script failed on the way', () => {
  expect(desk.scriptErrors).toEqual([]);
});
