import type { Cast } from '../cast.js';
import type { Narrator } from '../narrator.js';
import { Walk } from '../walk.js';
import { hangOut, reachMilestone, revisitUntilClosed } from '../scenes/follow-up.js';
import { agenda, attend, dissent, putInWriting, sign, talk } from '../scenes/meeting.js';

const COMMUNITY = '新苑社区';

/** Social progress: a show of hands, signatures of the members, a public notice, the residents' meeting. */
export async function socialProgress(cast: Cast, tell: Narrator): Promise<Walk> {
  tell.story('C', '社会进步：红白喜事怎么办', 'Social progress: weddings and funerals');
  const clerk = await cast.staff('clerk', COMMUNITY);
  const placeId = await cast.place(clerk, COMMUNITY);
  const members = await cast.people(clerk, placeId, [
    '孔一',
    '孔二',
    '孔三',
    '曹一',
    '曹二',
    '严一',
    '严二',
    '严三',
    '严四',
    '华一',
    '金一',
  ]);
  const station = await cast.department(clerk, '文明实践站');

  const walk = await Walk.open(
    cast,
    tell,
    COMMUNITY,
    190,
    {
      matter: '酒席桌数、礼金上限、停灵天数，大家都说该有个规矩，想写进居民公约。',
      title: '红白喜事规矩写进居民公约',
      category: 'socialProgress',
    },
    { zh: '居民议论多，登记', en: 'much talked about, entered', by: 'clerk', channel: 'meeting' },
  );
  await walk.act(
    'triage',
    'complete',
    {
      category: 'socialProgress',
      procedure: 'socialProgress',
      parties: [],
      departments: [station],
      willingness: 'notAsked',
      redLines: [],
      pending: 'none',
    },
    { zh: '列为社会进步议题', en: 'admitted as social progress', hours: 24 },
  );
  await walk.act(
    'investigate',
    'complete',
    {
      principalContradiction: '都嫌负担重，又怕别人说小气。',
      proposedPosition: '定上限，提倡而不罚。',
      heard: members.slice(0, 4),
    },
    { zh: '摸清各家想法', en: 'households are asked', by: 'committee', hours: 72 },
  );
  await walk.act(
    'confirmTopic',
    'complete',
    { decision: 'confirmed', topic: '酒席桌数、礼金上限、停灵天数写进居民公约' },
    { zh: '“两委”出具议事单', en: 'the deliberation sheet is issued', by: 'committee', hours: 24 },
  );
  await walk.act(
    'selectMembers',
    'complete',
    { members: members.map((personId) => ({ personId, nomination: 'committeesSelected' })) },
    { zh: '选配群英11人', en: 'eleven members are selected', by: 'convener', hours: 24 },
  );
  await talk(walk, members, [
    'aligned',
    'aligned',
    'aligned',
    'aligned',
    'aligned',
    'aligned',
    'aligned',
    'aligned',
    'partly',
    'partly',
    'opposed',
  ]);
  await walk.callMeeting('社区群英议事室', true, {
    zh: '提前通知群英会',
    en: 'the meeting is called',
    by: 'convener',
  });
  await attend(walk, members, '11人到会', 'eleven are present');
  await agenda(walk, [
    ['explainTopic', '“两委”说明三条规矩的来由。', '说明议题', 'the topic is explained'],
    ['giveOpinions', '礼金上限有两种意见：200元和300元。', '发表意见', 'members give their opinions'],
  ]);
  await walk.act(
    'deliberate',
    'vote',
    { for: 7, against: 4, abstained: 0 },
    { zh: '举手7比4，议定200元', en: 'a show of hands: seven to four for 200 yuan', by: 'convener' },
  );
  await agenda(walk, [['reachConsensus', '礼金上限200元，提倡而不罚。', '达成共识', 'consensus is reached']]);
  await putInWriting(walk, '礼金上限200元，酒席不超过15桌，停灵不超过3天；提倡而不罚。');
  await walk.act(
    'opine',
    'opine',
    { departmentId: station, position: 'agree', opinion: '符合移风易俗要求，同意。' },
    {
      zh: '文明实践站签意见',
      en: 'the civilisation-practice station agrees',
      by: 'department',
      at: '清溪镇·文明实践站',
      hours: 20,
    },
  );
  await sign(walk, members.slice(0, 9));
  for (const member of members.slice(9)) await dissent(walk, member, '200元偏低，保留意见。');
  await walk.act(
    'decide',
    'complete',
    {
      disposition: '按议事结果写进居民公约，提倡而不罚。',
      steps: '公示；提交居民会议通过；公布并执行。',
      milestones: [{ title: '居民会议通过（附会议记录）', dueOn: walk.date(25) }],
    },
    {
      zh: '“两委”决定，交居民会议通过',
      en: 'decided: to be passed by the residents’ meeting',
      by: 'committee',
      hours: 48,
    },
  );
  await hangOut(
    walk,
    '居民公约拟增加三条，公示五个工作日。',
    '公告栏和公众号公示5个工作日',
    'a public notice of five working days',
  );
  await walk.act('publish', 'complete', {}, { zh: '公示期满，无异议', en: 'the notice has run', hours: 2 });
  const [milestone] = (await walk.view()).milestones;
  if (!milestone) throw new Error('the milestone is missing');
  await reachMilestone(walk, milestone, {
    zh: '居民会议通过',
    en: 'passed by the residents’ meeting',
    proof: '居民会议表决通过，会议记录已存档。',
  });
  await walk.act(
    'feedback',
    'complete',
    { note: '大家觉得轻松了。', ratings: [{ satisfaction: 'satisfied' }] },
    { zh: '听取反馈', en: 'residents are asked', hours: 48 },
  );
  await revisitUntilClosed(walk, '24场红白事，22场照办。');
  return walk;
}
