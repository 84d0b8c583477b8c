import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { now } from '#testing';
import type { Page } from 'playwright-core';
import { choosePerson, Desk, faultsOf } from './desk.js';

/** A dispute from intake to archive by clicking alone, entered afterwards: it lies in the past. */
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
}, 300_000);
afterAll(() => desk.close(), 60_000);

const DAY = 24 * 3_600_000;
/** In China, so many days ago, as the field for a date and time takes it. */
const at = (days: number, hour: number): string =>
  `${new Date(now() + 8 * 3_600_000 - days * DAY).toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:00`;

async function happened(page: Page, when: string): Promise<void> {
  await page.getByText('代人办理、补录').click();
  await page.getByLabel('实际时间').fill(when);
  await page.getByLabel('补录原因').fill('系统启用前办的，照台账补录。');
}

/** Opens a form of the case, fills it in and sends it, as of then. */
async function act(page: Page, name: string, when: string, fill: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name, exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await fill();
  await happened(page, when);
  await page.getByRole('button', { name: /^提交/ }).click();
  const refused = page.locator('form').getByRole('alert').first();
  await page.getByRole('heading', { level: 1, name: '屋檐滴水纠纷' }).or(refused).first().waitFor();
  if (await refused.isVisible()) throw new Error(`${name}: ${await refused.textContent()}`);
}

describe('a dispute, by clicking alone', () => {
  let page: Page;
  const step = (name: string) => page.getByRole('heading', { level: 2, name }).waitFor();
  beforeAll(async () => {
    page = await desk.signedIn('liutang-clerk');
  });

  it('is raised, taken up, looked into and put on the sheet', async () => {
    await page.goto(`${desk.product.url}/say`);
    await page.getByLabel('什么事').fill('屋檐的水滴到李四家墙根，墙潮了。');
    await page.getByLabel('名称').fill('屋檐滴水纠纷');
    await page.getByText('类别、反映人').click();
    await page.getByLabel('矛盾纠纷').check();
    await choosePerson(page, '反映人', '李四');
    await happened(page, at(150, 9));
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await step('受理分流');
    await act(page, '受理分流', at(150, 11), async () => {
      await choosePerson(page, '当事人', '张三');
      await page.getByRole('radiogroup', { name: '议事流程' }).getByLabel('矛盾纠纷').check();
      await page.getByLabel('愿意', { exact: true }).check();
      await page.getByLabel('没有', { exact: true }).check();
    });
    await step('充分调查');
    await act(page, '完成调查', at(149, 9), async () => {
      await page.getByLabel('主要矛盾').fill('排水走向没说清。');
      await page.getByLabel('初步意见').fill('装檐沟，引到公沟。');
      for (const name of ['张三', '李四']) await choosePerson(page, '还听取了谁', name);
    });
    await step('确立议题');
    await act(page, '确立议题', at(149, 11), async () => {
      await page.getByLabel('议题已确立').check();
      await page.getByLabel('议题', { exact: true }).fill('屋檐滴水怎么办');
    });
    await step('选配群英');
  }, 120_000);

  it('is given to members, talked about and called', async () => {
    await act(page, '选配群英', at(149, 15), async () => {
      // From the pool as it stands there; a mediator is known as one.
      for (const name of ['王五', '赵六', '孙七'])
        await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
      const mediator = page
        .getByRole('listitem')
        .filter({ hasText: '孙七' })
        .getByLabel('调委会调解员', { exact: true });
      expect(await mediator.isChecked()).toBe(true);
      expect(await faultsOf(page)).toEqual([]);
      await page.getByLabel('当事人同意上述人员参与').check();
    });
    await page.getByRole('button', { name: '会前谈话', exact: true }).click();
    for (const index of [0, 1, 2]) await page.getByLabel('意见一致').nth(index).check();
    await happened(page, at(148, 9));
    await page.getByRole('button', { name: '提交 3 人' }).click();
    await page.getByText('已沟通 3 / 3 人').first().waitFor();
    await act(page, '完成会前沟通', at(148, 10), () => Promise.resolve());
    await step('召集群英会');
    await act(page, '召集群英会', at(148, 11), async () => {
      // Enough notice, whichever days of the week these were.
      await page.getByLabel('时间', { exact: true }).fill(at(145, 15));
      await page.getByLabel('群英议事室').check();
      await page.getByLabel('地点').fill('村群英议事室');
    });
    await step('群英会');
  }, 120_000);

  it('is judged at the meeting, signed and noted', async () => {
    const when = at(145, 16);
    await act(page, '登记到会人员', when, async () => {
      for (const all of await page.getByRole('button', { name: '全选' }).all()) await all.click();
      for (const name of ['张三', '李四']) await page.getByLabel(name, { exact: true }).check();
    });
    for (const [item, words] of [
      ['观点阐述', '双方说了看法。'],
      ['群英引导', '群英提出檐沟加落水管。'],
      ['达成共识', '张三装檐沟，李四让出沟口。'],
    ] as const)
      await act(page, '记录议程', when, async () => {
        await page.getByLabel(item).check();
        await page.getByLabel('记录', { exact: true }).fill(words);
      });
    await act(page, '结束会议', when, async () => {
      await page.getByLabel('达成共识').check();
      await page.getByLabel('人民调解协议书').check();
      await page.getByLabel('议定的内容').fill('张三装檐沟，李四让出沟口。');
    });
    await step('签署协议');
    await page.getByRole('button', { name: '签署', exact: true }).click();
    for (const index of [0, 1]) await page.getByLabel('签名', { exact: true }).nth(index).check();
    await happened(page, at(144, 9));
    await page.getByRole('button', { name: '提交 2 人' }).click();
    await page.getByText('已签 2，须 2').first().waitFor();
    await act(page, '调解员签名并加盖调委会印章', at(144, 10), () =>
      page.getByLabel('已加盖调委会印章').check(),
    );
    await step('记录协议');
    expect(desk.scriptErrors).toEqual([]);
  }, 120_000);

  it('is delivered, carried out, asked about and looked at again, until it is archived', async () => {
    await act(page, '作出决定', at(144, 15), async () => {
      await page.getByLabel('处理意见').fill('记录双方协议，督促履行。');
      await page.getByRole('button', { name: '添加 时间节点' }).click();
      await page.getByLabel('做什么').fill('装檐沟');
      await page.getByLabel('完成期限').fill(at(134, 9).slice(0, 10));
    });
    await step('送达当事人');
    await act(page, '公布', at(143, 9), async () => {
      await page.getByLabel('送达当事人').check();
      await page.getByLabel('公布的文本').fill('协议已送达双方，不公开。');
    });
    await step('履行协议');
    await act(page, '报告节点完成', at(134, 10), async () => {
      await page.getByLabel('装檐沟').check();
      await page.getByLabel('完成日期').fill(at(134, 9).slice(0, 10));
      await page.getByLabel('完成情况').fill('檐沟装好了，看过。');
    });
    await step('监督与反馈');
    await act(page, '登记反馈', at(132, 9), async () => {
      await page.getByLabel('反馈情况').fill('两家都说行。');
    });
    for (const days of [95, 30]) {
      await step('回头看');
      await act(page, '登记回访', at(days, 9), async () => {
        await page.getByRole('radiogroup', { name: '稳定，没有反复' }).getByLabel('是').check();
        await page.getByLabel('回访情况').fill('没有再滴。');
        if (days > 30) return;
        await page.getByRole('button', { name: /^其余都选：已解决/ }).click();
      });
    }
    await page.getByText('已办结').first().waitFor();
  }, 120_000);
});
