import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { now } from '#testing';
import { closeDesk, openDesk, inDays, product, post, township } from './cases/time-desk.js';
import { CaseWalk } from './cases/walk.js';

beforeAll(openDesk);
afterAll(closeDesk);

const explained = async (id: string) =>
  (await product.must(`/cases/${id}/deadlines`, { token: await product.as('clerk') })).body;

/** A case whose milestones are being carried out: two are due later, the third is done. */
async function carriedOut(): Promise<CaseWalk> {
  const walk = await CaseWalk.to(product, 'decide');
  const decision = {
    ...walk.decision(),
    milestones: [
      { title: '封排口', dueOn: inDays(40) },
      { title: '清走沙子', dueOn: inDays(20) },
      { title: '建沉淀池', dueOn: inDays(10) },
    ],
  };
  const headers = { 'if-match': await walk.etag() };
  await walk.must('decide', 'complete', decision, 'committee', { headers });
  await walk.must('publish', 'publish', { channels: ['noticeBoard'], text: '限期改造的决定。' });
  await walk.must('publish', 'complete', {});
  await walk.must(
    'implement',
    'report',
    { milestoneId: 'm3', doneOn: walk.date(0), proof: '已建成。' },
    'committee',
  );
  return walk;
}

describe('where a date comes from', () => {
  it('each open milestone is named with its title, and the decision that set it', async () => {
    const { id } = await carriedOut();
    const { items } = await explained(id);
    expect(items).toMatchObject([
      {
        milestone: 'm2',
        governs: true,
        procedure: { key: 'development', name: { en: expect.any(String) } },
      },
      { milestone: 'm1', governs: false, reminders: [] },
    ]);
    const [next, later] = items.map((one: { words: { zh: string[] } }) => one.words.zh.join(''));
    expect(next).toMatch(
      /^“执行：时间节点 m2（清走沙子）”：.{16} 开始。依据：流程“.+”（development，第 1 版），日期由决定中的时间节点 m2 确定。/,
    );
    expect(next).toContain(`最后一天是 ${inDays(20)}，`);
    expect(later).toContain(`最后一天是 ${inDays(40)}，`);
    const { body } = await product.view(id);
    expect(body.milestones).toMatchObject([
      { title: '封排口' },
      { title: '清走沙子' },
      { title: '建沉淀池' },
    ]);
  });

  it('a step names its term and its procedure, the overall deadline until when it runs', async () => {
    const { id } = await CaseWalk.to(product, 'investigate');
    const { items } = await explained(id);
    const words = Object.fromEntries(
      items.map(({ clock, words }: { clock: string; words: { zh: string[] } }) => [clock, words.zh]),
    );
    expect(words.step).toContain('依据：流程“居（村）发展”（development，第 1 版）“充分调查”一步的时限。');
    expect(words.overall).toContain(
      '依据：流程“居（村）发展”（development，第 1 版）的总时限，自受理起，到“‘两委’决定”办完为止。',
    );
  });

  it('extensions of two milestones tell which is which, why and who approved', async () => {
    const { id } = await carriedOut();
    const ask = (milestone: string) =>
      post(
        id,
        'steps/implement/extensions',
        { milestone, term: '5cd', reason: `${milestone} 下雨。` },
        'committee',
      );
    const answer = () =>
      township(id, 'steps/implement/extension-decisions', { approve: true, reason: '情况属实。' });
    for (const milestone of ['m1', 'm2'])
      for (const sent of [await ask(milestone), await answer()]) expect(sent.status).toBe(200);
    const { adjustments, items } = await explained(id);
    expect(adjustments).toMatchObject([
      { milestone: 'm1', text: 'm1 下雨。', remark: '情况属实。', answeredBy: { name: expect.any(String) } },
      { milestone: 'm2', text: 'm2 下雨。', answer: 'approved' },
    ]);
    expect(adjustments[0].words.zh).toMatch(
      /^“执行：时间节点 m1（封排口）”：.+申请延期 5 天（原因：m1 下雨。），.+批准（意见：情况属实。）。$/,
    );
    expect(adjustments[1].words.en).toMatch(
      /^“.+milestone m2 \(清走沙子\)”: 5 day\(s\) more were asked for by .+ granted by /,
    );
    const moved = items.filter((one: { milestone?: string }) => one.milestone);
    expect(moved).toMatchObject([{ extensions: [{ term: '5cd' }] }, { extensions: [{ term: '5cd' }] }]);
  });

  it('a request that its step’s end overtook waits no longer', async () => {
    const { id } = (await product.open()).body as { id: string };
    await post(id, 'steps/triage/extensions', { term: '1wd', reason: '连续下雨。' });
    expect((await explained(id)).adjustments).toMatchObject([{ answer: 'waiting' }]);
    const admitted = await product.act(id, 'triage', 'complete', {
      category: 'development',
      procedure: 'development',
      parties: [(await product.persons(1))[0]],
      willingness: 'notAsked',
      redLines: [],
      pending: 'none',
    });
    expect(admitted.status).toBe(200);
    expect((await explained(id)).adjustments).toMatchObject([
      { answer: 'overtaken', words: { zh: expect.stringMatching(/审批前这一步已经结束，不再审批。$/) } },
    ]);
  });

  it('a calendar that doesn’t contain the year is said to be the reason', async () => {
    const year = new Date(now()).getUTCFullYear() - 8;
    const opened = await product.open({ occurredAt: `${year}-12-20T10:00:00+08:00` });
    const { id } = opened.body as { id: string };
    const { items } = await explained(id);
    expect(items[0]).toMatchObject({ provisional: true, missingYear: year });
    expect(items[0].words.zh).toContain(
      `工作日历没有 ${year} 年的安排，该年度只按周末休息计算，日期为暂定。`,
    );
  });
});
