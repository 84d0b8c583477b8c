import { now } from '#testing';
import type { Page } from 'playwright-core';
import { choosePerson, type Desk, faultsOf } from './desk.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** In China, as the field for a date and time takes it. */
const wall = (instant: number): string => new Date(instant + 8 * HOUR).toISOString().slice(0, 16);
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const group = (page: Page, name: string) => page.getByRole('radiogroup', { name });
/** What is said of one person among several on a page. */
const rowOf = (page: Page, name: string) => page.locator('form .ant-form-item').filter({ hasText: name });

export interface Told {
  title: string;
  words: string;
  category?: string;
  reporter?: string;
  daysAgo: number;
}

/**
 * A matter that is entered afterwards by clicking alone. What one clicks on a screen stands here and nowhere else; its clock
 * runs in the past, an hour a fact.
 */
export class Matter {
  /** What was wrong with the screens on the way. */
  readonly faults: string[] = [];

  private constructor(
    private readonly desk: Desk,
    private page: Page,
    private readonly title: string,
    private clock: number,
  ) {}

  static async say(desk: Desk, page: Page, { title, words, category, reporter, daysAgo }: Told) {
    const morning = Math.floor((now() + 8 * HOUR) / DAY) * DAY + HOUR;
    const matter = new Matter(desk, page, title, morning - daysAgo * DAY);
    await page.goto(`${desk.product.url}/say`);
    await page.getByLabel('什么事').fill(words);
    await page.getByLabel('名称').fill(title);
    await page.getByText('类别、反映人').click();
    if (category) await page.getByLabel(category).check();
    if (reporter) await choosePerson(page, '反映人', reporter);
    await matter.happened();
    await button(page, '登记').click();
    await matter.isAt('受理分流');
    return matter;
  }

  /** Ten in the morning, so many days later. */
  wait(days: number): this {
    this.clock = Math.floor((this.clock + 8 * HOUR) / DAY + days) * DAY + 2 * HOUR;
    return this;
  }

  date(days = 0): string {
    return wall(this.clock + days * DAY).slice(0, 10);
  }

  isAt(step: string): Promise<void> {
    return this.page.getByRole('heading', { level: 2, name: step, exact: true }).waitFor();
  }

  isClosed(): Promise<void> {
    return this.page.getByText('已办结').first().waitFor();
  }

  shows(words: string): Promise<void> {
    return this.page.getByText(words).first().waitFor();
  }

  /** Somebody else goes on, in a browser of their own. */
  async by(username: string, work: () => Promise<void>): Promise<void> {
    const before = this.page;
    this.page = await this.desk.signedIn(username);
    await this.page.goto(before.url());
    await work();
    await this.page.context().close();
    this.page = before;
    await this.page.reload();
  }

  async triage(asked: {
    parties?: string[];
    procedure: string;
    willingness: string;
    departments?: string[];
  }): Promise<void> {
    await this.act('受理分流', async (page) => {
      await page.getByRole('radiogroup', { name: '事项类别' }).getByLabel(asked.procedure).check();
      for (const name of asked.parties ?? []) await choosePerson(page, '当事人', name);
      for (const name of asked.departments ?? []) await page.getByLabel(name).check();
      await group(page, '议事流程').getByLabel(asked.procedure).check();
      await page.getByLabel(asked.willingness, { exact: true }).check();
      await page.getByLabel('没有', { exact: true }).check();
    });
    await this.isAt('充分调查');
  }

  async investigate(contradiction: string, position: string, heard: string[]): Promise<void> {
    await this.act('完成调查', async (page) => {
      await page.getByLabel('主要矛盾').fill(contradiction);
      await page.getByLabel('初步意见').fill(position);
      for (const name of heard) await choosePerson(page, '还听取了谁', name);
    });
    await this.isAt('确立议题');
  }

  async confirmTopic(topic: string): Promise<void> {
    await this.act('确立议题', async (page) => {
      await page.getByLabel('议题已确立').check();
      await page.getByLabel('议题', { exact: true }).fill(topic);
    });
    await this.isAt('选配群英');
  }

  /** From the pools, as they stand there; others are added with how they came in, and as what. */
  async selectMembers(members: [name: string, nomination: string, as?: string][]): Promise<void> {
    await this.act('选配群英', async (page) => {
      for (const [name, nomination, as] of members) {
        const known = page.getByRole('checkbox', { name: new RegExp(`^${name}( |$)`) });
        if (await known.count()) {
          await known.check();
          continue;
        }
        await button(page, '添加其他人').click();
        const added = page.locator('.people-rows > ul > li').last();
        await choosePerson(page, '群英', name, added);
        await added.getByLabel(nomination).check();
        if (as) await added.getByLabel(as).check();
      }
      const agree = page.getByLabel('当事人同意上述人员参与');
      if (await agree.isVisible()) await agree.check();
    });
    await this.isAt('会前沟通');
  }

  async talk(results: Record<string, string>): Promise<void> {
    const count = Object.keys(results).length;
    await this.each('会前谈话', results);
    await this.shows(`已沟通 ${count} / ${count} 人`);
    await this.act('完成会前沟通');
    await this.isAt('召集群英会');
  }

  /** For the first afternoon that gives enough notice: an earlier one is refused, and nothing has changed. */
  async call(place: string): Promise<void> {
    await this.open('召集群英会');
    await this.page.getByLabel('群英议事室').check();
    await this.page.getByLabel('地点').fill(place);
    await this.happened();
    for (let days = 1, refusal = '-'; refusal; days += 1) {
      const day = this.date(days);
      if (days > 20) throw new Error(`no day for the meeting: ${refusal}`);
      await this.page.getByLabel('时间', { exact: true }).fill(`${day}T15:00`);
      refusal = (await this.submit()) ?? '';
      if (!refusal) this.clock = Date.parse(`${day}T15:00:00+08:00`);
    }
    await this.isAt('群英会');
  }

  async attend(parties: string[] = []): Promise<void> {
    await this.act('登记到会人员', async (page) => {
      for (const all of await button(page, '全选').all()) await all.click();
      for (const name of parties) await page.getByLabel(name, { exact: true }).check();
    });
  }

  async agenda(items: [item: string, minutes: string][]): Promise<void> {
    for (const [item, minutes] of items)
      await this.act('记录议程', async (page) => {
        await page.getByLabel(item).check();
        await page.getByLabel('记录', { exact: true }).fill(minutes);
      });
  }

  /** At the meeting's own page: a tap on a name begins a line of theirs. */
  async quote(item: string, said: [name: string, words: string][]): Promise<void> {
    await this.page.getByRole('link', { name: '会议现场' }).click();
    await this.page.getByLabel(item).check();
    const minutes = this.page.getByLabel('记录', { exact: true });
    for (const [name, words] of said) {
      await this.page.getByRole('button', { name: `${name}：`, exact: true }).click();
      await this.page.keyboard.type(words);
    }
    if ((await minutes.inputValue()) !== said.map(([name, words]) => `${name}：${words}`).join('\n'))
      throw new Error(`the minutes are ${await minutes.inputValue()}`);
    this.faults.push(...(await faultsOf(this.page)));
    await this.happened();
    await button(this.page, /^提交/).click();
    await this.page.getByRole('region', { name: '已登记' }).getByText(said[0]![1]).waitFor();
    await this.page.getByRole('link', { name: this.title }).click();
  }

  async vote(yes: number, no: number): Promise<void> {
    await this.act('举手表决', async (page) => {
      for (const [label, count] of [
        ['赞成', yes],
        ['反对', no],
        ['弃权', 0],
      ] as const)
        await page.getByLabel(label).fill(String(count));
    });
  }

  async agree(form: string, terms: string): Promise<void> {
    await this.act('结束会议', async (page) => {
      await page.getByLabel('达成共识').check();
      await page.getByLabel(form).check();
      await page.getByLabel('议定的内容').fill(terms);
    });
  }

  sign(signers: string[]): Promise<void> {
    return this.each('签署', Object.fromEntries(signers.map((name) => [name, '签名'])));
  }

  /** Each at the screen that is handed on: nothing of the case is seen there but the text. */
  async signInTurn(signers: string[]): Promise<void> {
    await button(this.page, '逐人签署')
      .or(this.page.getByRole('link', { name: '逐人签署' }))
      .first()
      .click();
    const tile = (name: string) => this.page.getByRole('button', { name: new RegExp(`^${name}`) });
    await tile(signers[0]!).waitFor();
    this.faults.push(...(await faultsOf(this.page)));
    await tile(signers[0]!).click();
    for (const [index, name] of signers.entries()) {
      const turn = this.page.getByRole('dialog', { name: `请交给：${name}` });
      if (index > 0) await button(this.page, `我是${name}，看过了`).click();
      await turn.getByLabel('签名', { exact: true }).check();
      this.faults.push(...(await faultsOf(this.page)));
      await this.happened(turn);
      await turn.getByRole('button', { name: /^提交/ }).click();
      await turn.waitFor({ state: 'detached' });
    }
    await this.page.getByRole('button', { name: /^张三 ✓ 签署 签名/ }).waitFor();
    await this.page.getByRole('link', { name: this.title }).click();
  }

  refuseToSign = (name: string, reason: string) => this.answerPaper('登记拒签', name, reason);
  dissent = (name: string, reason: string) => this.answerPaper('保留意见', name, reason);

  async seal(): Promise<void> {
    await this.act('调解员签名并加盖调委会印章', (page) => page.getByLabel('已加盖调委会印章').check());
  }

  async opine(department: string, position: string, opinion: string, conditions?: string): Promise<void> {
    await this.act('签署部门意见', async (page) => {
      await page.getByLabel(department).check();
      await page.getByLabel(position, { exact: true }).check();
      if (conditions) await page.getByRole('textbox', { name: '条件' }).fill(conditions);
      await page.getByLabel('签署的意见').fill(opinion);
    });
  }

  /** Milestones with the days from now until each is due. */
  async decide(disposition: string, milestones: [title: string, days: number][], steps?: string) {
    await this.act('作出决定', async (page) => {
      await page.getByLabel('处理意见').fill(disposition);
      if (steps) await page.getByLabel('实施步骤').fill(steps);
      for (const [index, [title, days]] of milestones.entries()) {
        await button(page, '添加 时间节点').click();
        const card = page.locator('fieldset .panel').nth(index);
        await card.getByLabel('做什么').fill(title);
        await card.getByLabel('完成期限').fill(this.date(days));
      }
    });
  }

  async publish(channels: string[], text: string): Promise<void> {
    await this.act('公布', async (page) => {
      for (const channel of channels) await page.getByLabel(channel).check();
      await page.getByLabel('公布的文本').fill(text);
    });
  }

  endNotice(): Promise<void> {
    return this.act('结束公示');
  }

  async report(milestone: string, proof: string): Promise<void> {
    await this.act('报告节点完成', async (page) => {
      const only = page.getByLabel(milestone);
      await only.check();
      await page.getByLabel('完成日期').fill(this.date());
      await page.getByLabel('完成情况').fill(proof);
    });
  }

  async feedback(note: string): Promise<void> {
    await this.act('登记反馈', (page) => page.getByLabel('反馈情况').fill(note));
    await this.isAt('回头看');
  }

  /** @param parties who say that it is resolved, where the last visit asks them */
  async revisit(note: string, parties: string[] = []): Promise<void> {
    await this.act('登记回访', async (page) => {
      await group(page, '稳定，没有反复').getByLabel('是').check();
      await page.getByLabel('回访情况').fill(note);
      for (const name of parties) await group(page, `${name} 已解决`).getByLabel('已解决 是').check();
    });
  }

  private async answerPaper(action: string, name: string, reason: string): Promise<void> {
    await this.act(action, async (page) => {
      await page.getByLabel(name, { exact: true }).check();
      await page.getByLabel('原因', { exact: true }).fill(reason);
    });
  }

  /** One tick for each person. */
  private async each(action: string, choices: Record<string, string>): Promise<void> {
    await this.open(action, false);
    const all = Object.entries(choices);
    for (const [name, choice] of all)
      await rowOf(this.page, name).getByLabel(choice, { exact: true }).check();
    await this.happened();
    await button(this.page, `提交 ${all.length} 人`).click();
    await this.page.getByRole('heading', { level: 1, name: this.title }).waitFor();
  }

  private async open(action: string, headed = true): Promise<void> {
    await button(this.page, action).first().click();
    if (headed) await this.page.getByRole('heading', { level: 1, name: action }).waitFor();
  }

  private async act(action: string, fill: (page: Page) => Promise<void> = () => Promise.resolve()) {
    await this.open(action);
    await fill(this.page);
    await this.happened();
    const refusal = await this.submit();
    if (refusal) throw new Error(`${action}: ${refusal}`);
  }

  /** @returns what was refused */
  private async submit(): Promise<string | undefined> {
    const [answer] = await Promise.all([
      this.page.waitForResponse(
        (sent) => sent.request().method() === 'POST' && sent.url().endsWith('/actions'),
      ),
      button(this.page, /^提交/).click(),
    ]);
    if (!answer.ok()) return answer.text();
    await this.page.getByRole('heading', { level: 1, name: this.title }).waitFor();
    return undefined;
  }

  /** An hour after the fact before. */
  private async happened(within: Pick<Page, 'getByText' | 'getByLabel'> = this.page): Promise<void> {
    this.clock += HOUR;
    await within.getByText('代人办理、补录').click();
    await within.getByLabel('实际时间').fill(wall(this.clock));
    await within.getByLabel('补录原因').fill('系统启用前办的，照台账补录。');
  }
}
