import type { Cast } from '../cast.js';
import type { Narrator } from '../narrator.js';
import { Walk } from '../walk.js';
import { hangOut, reachMilestone, revisitUntilClosed, runLate } from '../scenes/follow-up.js';
import { agenda, attend, dissent, putInWriting, sign, talk } from '../scenes/meeting.js';

const VILLAGE = '石桥村';
const TOWNSHIP = '清溪镇';

/** Village development: two departments, one of which first disagrees; a public notice with an objection. */
export async function development(cast: Cast, tell: Narrator): Promise<Walk> {
  tell.story(
    'B',
    '居（村）发展：村口养鸡场气味和污水（涉及两个部门）',
    'Development: smell and sewage of a chicken farm',
  );
  const clerk = await cast.staff('clerk', VILLAGE);
  const villageId = await cast.place(clerk, VILLAGE);
  const township = await cast.place(clerk, TOWNSHIP);
  const [farmer] = (await cast.people(clerk, villageId, ['郑九'])) as [string];
  const residents = await cast.people(clerk, villageId, [
    '郑一',
    '郑二',
    '郑三',
    '郑四',
    '郑五',
    '郑六',
    '郑七',
  ]);
  const experts = await cast.people(clerk, township, ['养殖能手何某', '农技专家吕某']);
  const agriculture = await cast.department(clerk, '农业农村办');
  const environment = await cast.department(clerk, '生态环境站');

  const walk = await Walk.open(
    cast,
    tell,
    VILLAGE,
    300,
    {
      matter: '村口养鸡场夏天气味大，污水进了灌溉渠，41户联名要求解决；养殖户雇着6名村民，村里也收租。',
      title: '村口养鸡场气味和污水',
      location: '石桥村村口',
    },
    { zh: '收到41户联名，登记', en: 'a letter of 41 households is entered', by: 'clerk', channel: 'paper' },
  );
  await walk.act(
    'triage',
    'complete',
    {
      category: 'development',
      procedure: 'development',
      parties: [farmer],
      departments: [agriculture, environment],
      willingness: 'notAsked',
      redLines: [],
      pending: 'none',
    },
    {
      zh: '列为村发展事项，涉及两个部门',
      en: 'admitted as development; two departments are touched',
      hours: 24,
    },
  );
  await walk.act(
    'investigate',
    'complete',
    {
      principalContradiction: '污水直排灌溉渠，清渠和改造的钱没人认。',
      proposedPosition: '不关停，限期改造，迁出灌溉渠上游。',
      heard: [farmer, ...residents.slice(0, 3)],
      findings: '走访三次，取水样一份，合同还有2年。',
    },
    {
      zh: '三次走访，取水样，查合同',
      en: 'three visits, a water sample, the contract',
      by: 'committee',
      hours: 96,
    },
  );
  await walk.act(
    'confirmTopic',
    'complete',
    { decision: 'confirmed', topic: '养鸡场限期改造的步骤、时间和费用' },
    { zh: '“两委”出具议事单', en: 'the deliberation sheet is issued', by: 'committee', hours: 24 },
  );
  const members = [...residents, ...experts];
  await walk.act(
    'selectMembers',
    'complete',
    {
      members: [
        ...residents.map((personId) => ({ personId, nomination: 'publicNominated' })),
        ...experts.map((personId) => ({ personId, nomination: 'committeesSelected', expert: true })),
      ],
    },
    { zh: '选配群英9人，其中专家2人', en: 'nine members, two of them experts', by: 'convener', hours: 24 },
  );
  await talk(walk, members, [
    'aligned',
    'aligned',
    'aligned',
    'aligned',
    'aligned',
    'aligned',
    'aligned',
    'partly',
    'notReached',
  ]);
  await walk.callMeeting('村群英议事室', true, {
    zh: '提前通知群英会',
    en: 'the meeting is called',
    by: 'convener',
  });
  await attend(walk, members, '9人到会', 'nine are present');
  await agenda(walk, [
    ['explainTopic', '“两委”说明不关停、限期改造的意见。', '说明议题', 'the committees explain the topic'],
    ['giveOpinions', '农技专家建议三级沉淀池；养殖能手算了账，六十天够。', '发表意见', 'members give advice'],
    ['reachConsensus', '封排口、清渠、沉淀池、还田管，四步走。', '达成共识', 'consensus is reached'],
  ]);
  await putInWriting(walk, '封原排口、清渠、建三级沉淀池、另设还田管，六十天内完成。');
  await opinions(walk, agriculture, environment);
  await sign(walk, members.slice(0, 8));
  await dissent(walk, members[8]!, '沉淀池的钱村里不该垫。', {
    zh: '一位群英保留意见，8比1通过',
    en: 'one dissents on record; signed by eight of nine',
  });
  await walk.act(
    'decide',
    'complete',
    {
      disposition: '不关停，限期六十天改造，逾期未完成另行议事。',
      steps: '封原排口；清理灌溉渠，郑九出工；建三级沉淀池；另设还田管。',
      // Counted from the end of the public notice.
      milestones: [
        { title: '封排口', dueOn: walk.date(13), ownerId: farmer },
        { title: '清渠，郑九出工', dueOn: walk.date(17), ownerId: farmer },
        { title: '三级沉淀池', dueOn: walk.date(55), ownerId: farmer },
        { title: '还田管', dueOn: walk.date(70), ownerId: farmer },
      ],
    },
    {
      zh: '“两委”决定：处理意见、四个步骤、时间节点',
      en: 'decided: disposition, steps, milestones',
      by: 'committee',
      hours: 48,
    },
  );
  await hangOut(
    walk,
    '养鸡场限期六十天改造，不关停，公示七天。',
    '公告栏和公众号公示7天',
    'a public notice of seven days',
  );
  const { objectionId } = await walk.post<{ objectionId: string }>(
    'objections',
    { text: '清渠的钱谁出？' },
    { zh: '公示期收到1条异议', en: 'one objection is raised', hours: 48 },
  );
  await walk.post(
    `objections/${objectionId}/answers`,
    { answer: '清渠由养殖户出工，村里不出钱。', upheld: false },
    { zh: '答复异议，维持决定', en: 'answered; the decision stands', by: 'committee', hours: 20 },
  );
  await walk.act('publish', 'complete', {}, { zh: '公示期满', en: 'the notice has run', hours: 2 });
  tell.speakUp();
  await carryOut(walk);
  await walk.act(
    'feedback',
    'complete',
    {
      note: '走访联名户，气味小了，渠水清了。',
      ratings: [{ satisfaction: 'satisfied' }, { satisfaction: 'basically' }],
    },
    { zh: '听取反馈', en: 'residents are asked', hours: 48 },
  );
  await revisitUntilClosed(walk, '沉淀池正常，渠水清。');
  return walk;
}

/** Somebody takes it on; four milestones, of which the third comes six days late, and then with more time. */
async function carryOut(walk: Walk): Promise<void> {
  await walk.claim('implement', { zh: '认领执行', en: 'takes it on', by: 'committee' });
  const titles = ['封排口完成', '清渠完成', '沉淀池完成', '还田管完成'];
  for (const [index, milestone] of (await walk.view()).milestones.entries()) {
    if (index === 2)
      await runLate(walk, milestone, {
        days: 6,
        reason: '连续下雨停工，池底没干。',
        more: 4,
        village: VILLAGE,
        township: TOWNSHIP,
      });
    // More time has moved the date.
    const { milestones } = await walk.view();
    const zh = titles[index] ?? '完成';
    const told = { zh, en: 'a milestone is done', by: 'committee', proof: `${zh}，有照片。` };
    await reachMilestone(walk, milestones[index] ?? milestone, told);
  }
}

/** The environment station first disagrees with keeping the outlet and agrees after the plan was changed. */
async function opinions(walk: Walk, agriculture: string, environment: string): Promise<void> {
  await walk.act(
    'opine',
    'opine',
    {
      departmentId: agriculture,
      position: 'agreeWithConditions',
      conditions: '要建三级沉淀池。',
      opinion: '同意。',
    },
    {
      zh: '农业农村办：同意，附条件',
      en: 'agriculture agrees with a condition',
      by: 'department',
      at: '清溪镇·农业农村办',
      hours: 20,
    },
  );
  await walk.act(
    'opine',
    'opine',
    { departmentId: environment, position: 'disagree', opinion: '不同意保留原排口。' },
    {
      zh: '生态环境站：不同意保留原排口',
      en: 'environment disagrees with the old outlet',
      by: 'department',
      at: '清溪镇·生态环境站',
    },
  );
  await walk.act(
    'opine',
    'opine',
    { departmentId: environment, position: 'agree', opinion: '改为封原排口、另设还田管，同意。' },
    {
      zh: '生态环境站：修改后同意',
      en: 'environment agrees after the change',
      by: 'department',
      at: '清溪镇·生态环境站',
      hours: 20,
    },
  );
}
