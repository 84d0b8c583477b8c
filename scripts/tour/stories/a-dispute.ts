import type { Cast } from '../cast.js';
import type { Narrator } from '../narrator.js';
import { Walk } from '../walk.js';

const VILLAGE = '柳塘村';
const TOWNSHIP = '清溪镇';

/** A dispute: the first agreement is refused by one party, the second one is signed, sealed and carried out. */
export async function dispute(cast: Cast, tell: Narrator): Promise<Walk> {
  tell.story('A', '矛盾纠纷：屋檐滴水（第一轮拒签，第二轮达成）', 'A dispute: the dripping eave');
  const clerk = await cast.staff('clerk', VILLAGE);
  const villageId = await cast.place(clerk, VILLAGE);
  const township = await cast.place(clerk, TOWNSHIP);
  const [zhang, li, wang, zhao, sun, wu] = (await cast.people(clerk, villageId, [
    '张三',
    '李四',
    '王五',
    '赵六',
    '孙七',
    '吴八',
  ])) as [string, string, string, string, string, string];
  const [lawyer] = (await cast.people(clerk, township, ['周律师'])) as [string];

  const walk = await Walk.open(
    cast,
    tell,
    VILLAGE,
    175,
    {
      matter:
        '张三翻修偏房，屋檐伸出约30厘米，雨水滴到李四家墙根，墙面返潮；两家吵了两次，李四堵了张三家排水沟。',
      title: '屋檐滴水与排水沟纠纷',
      location: '柳塘村三组',
      category: 'dispute',
      reporterId: li,
    },
    { zh: '入户听到，当天登记', en: 'heard on a home visit, entered the same day' },
  );
  await walk.act(
    'triage',
    'complete',
    {
      category: 'dispute',
      procedure: 'dispute',
      parties: [zhang, li],
      willingness: 'willing',
      redLines: [],
      pending: 'none',
    },
    {
      zh: '两家都愿意由村里说和，无红线情形，受理',
      en: 'both sides are willing, no red line: admitted',
      hours: 4,
    },
  );
  for (const [person, note] of [
    [zhang, '说屋檐是按老样子翻的。'],
    [li, '说墙是他家滴湿的，气不过才堵的沟。'],
  ] as const)
    await walk.act(
      'investigate',
      'hear',
      { personId: person, note },
      {
        zh: '入户听取一方当事人',
        en: 'one party is heard at home',
        by: 'committee',
        hours: 3,
        channel: 'homeVisit',
      },
    );
  await walk.act(
    'investigate',
    'complete',
    {
      principalContradiction: '排水走向没说清，不是宅基地界线。',
      proposedPosition: '张三装檐沟把水引到公沟，李四恢复排水沟，墙面返潮由双方分担修补。',
      findings: '檐口到墙22厘米；看了2009年宅基地图；问了两位老邻居。',
    },
    {
      zh: '调查完成：争的是排水走向，不是界线',
      en: 'it is about where the water goes, not the boundary',
      by: 'committee',
      hours: 20,
    },
  );
  await walk.act(
    'confirmTopic',
    'complete',
    { decision: 'confirmed', topic: '屋檐滴水、排水沟恢复和墙面修补怎么办' },
    {
      zh: '“两委”出具议事单',
      en: 'the two committees issue the deliberation sheet',
      by: 'committee',
      hours: 20,
    },
  );
  const members = [
    { personId: wang, nomination: 'publicNominated' },
    { personId: zhao, nomination: 'publicNominated' },
    { personId: sun, nomination: 'committeesSelected', mediator: true },
    { personId: lawyer, nomination: 'committeesSelected', expert: true },
  ];
  await refused(
    walk.act(
      'selectMembers',
      'complete',
      { members: [...members, { personId: wu, nomination: 'selfNominated' }], partiesAgree: true },
      { zh: '', en: '', by: 'convener' },
    ),
    tell,
    '吴八是李四的妹夫，系统拒绝：近亲属回避',
    'Wu is close kin of a party: refused',
  );
  await walk.act(
    'selectMembers',
    'complete',
    { members, partiesAgree: true },
    { zh: '选配群英四人，双方同意', en: 'four members, both parties agree', by: 'convener', hours: 2 },
  );
  for (const [member, result] of [
    [wang, 'aligned'],
    [zhao, 'aligned'],
    [sun, 'aligned'],
    [lawyer, 'partly'],
  ] as const)
    await walk.act(
      'consult',
      'talk',
      { memberId: member, result },
      {
        zh: '会前和一位群英谈过',
        en: 'one member is talked to before the meeting',
        by: 'convener',
        channel: 'phone',
      },
    );
  await walk.act(
    'consult',
    'complete',
    {},
    { zh: '会前沟通完成', en: 'all members are talked to', by: 'convener' },
  );

  const present = [wang, zhao, sun, lawyer];
  await meet(walk, [zhang, li], present, '修补费用各半，张三装檐沟，李四通沟。', '第一次');
  await walk.act(
    'sign',
    'sign',
    { signerId: zhang, manner: 'signature' },
    { zh: '张三签字', en: 'Zhang signs', onBehalfOf: zhang, channel: 'inPerson' },
  );
  await walk.act(
    'sign',
    'refuse',
    { signerId: li, reason: '不是我弄潮的，凭什么出一半。' },
    { zh: '李四拒签，回到召集', en: 'Li refuses; back to convening', onBehalfOf: li, channel: 'inPerson' },
  );
  await meet(walk, [zhang, li], present, '修补费张三七成、李四三成，李四三日内通沟。', '第二次');
  for (const [signer, zh, en] of [
    [zhang, '张三签字捺印', 'Zhang signs'],
    [li, '李四捺印，已宣读无异议', 'Li gives a fingerprint after it was read aloud'],
  ] as const)
    await walk.act(
      'sign',
      'sign',
      { signerId: signer, manner: signer === li ? 'fingerprint' : 'signature' },
      { zh, en, onBehalfOf: signer, channel: 'inPerson' },
    );
  await walk.act(
    'sign',
    'seal',
    { mediatorId: sun, sealed: true },
    { zh: '调解员签字，调委会盖章', en: 'the mediator signs and the committee seals', by: 'mediator' },
  );
  await walk.act(
    'decide',
    'complete',
    {
      disposition: '记录双方协议，由村里督促落实。',
      steps: '李四通沟；张三装檐沟；修墙张三1400元、李四600元。',
      milestones: [
        { title: '通沟（李四）', dueOn: walk.date(5), ownerId: li },
        { title: '装檐沟（张三）', dueOn: walk.date(15), ownerId: zhang },
        { title: '修墙（张三1400元，李四600元）', dueOn: walk.date(30), ownerId: zhang },
      ],
    },
    {
      zh: '“两委”记录协议，定下三个节点',
      en: 'the agreement is noted with three milestones',
      by: 'committee',
      hours: 20,
    },
  );
  await walk.act(
    'publish',
    'publish',
    { channels: ['delivered'], text: '协议已送达双方，不公开。' },
    { zh: '只向当事人送达，不公开', en: 'made known to the parties only', hours: 2 },
  );
  for (const [index, zh, en] of [
    [0, '沟通了', 'the ditch is open again'],
    [1, '檐沟装好', 'the gutter is up'],
    [2, '墙修好', 'the wall is mended'],
  ] as const) {
    const milestone = (await walk.view()).milestones[index];
    if (!milestone) throw new Error('a milestone is missing');
    walk.waitUntil(milestone.dueOn);
    await walk.act(
      'implement',
      'report',
      { milestoneId: milestone.id, doneOn: milestone.dueOn, proof: `${zh}，已拍照。` },
      { zh, en, hours: 1 },
    );
  }
  await walk.act(
    'feedback',
    'complete',
    {
      note: '两家都说行。',
      ratings: [
        { personId: zhang, satisfaction: 'satisfied' },
        { personId: li, satisfaction: 'basically' },
      ],
    },
    { zh: '听取双方反馈', en: 'both parties are asked', hours: 24 },
  );
  await walk.act(
    'revisit',
    'visit',
    { holding: true, note: '檐沟不漏，两家有说有笑。' },
    { zh: '30天回头看：良好', en: 'after 30 days: it holds', hours: 2 },
  );
  await walk.act(
    'revisit',
    'visit',
    {
      holding: true,
      note: '雨季过后墙仍然干。',
      confirmations: [
        { partyId: zhang, resolved: true },
        { partyId: li, resolved: true },
      ],
    },
    {
      zh: '90天回头看：双方各自确认已解决',
      en: 'after 90 days both parties confirm it is resolved',
      hours: 2,
    },
  );
  return walk;
}

async function meet(
  walk: Walk,
  parties: string[],
  members: string[],
  terms: string,
  which: string,
): Promise<void> {
  await walk.callMeeting('村群英议事室', false, {
    zh: `通知${which}群英会`,
    en: 'the meeting is called',
    by: 'convener',
  });
  await walk.act(
    'deliberate',
    'attend',
    { members, parties },
    { zh: '到会签到', en: 'who is there', by: 'convener' },
  );
  for (const [item, minutes, zh, en] of [
    ['statePositions', '李四先说墙，张三先说漏。', '双方观点阐述', 'both parties state their views'],
    ['guide', '群英提出檐沟加落水管。', '群英引导', 'the members guide'],
    ['reachConsensus', terms, '达成共识', 'consensus is reached'],
  ] as const)
    await walk.act('deliberate', 'agenda', { item, minutes }, { zh, en, by: 'convener' });
  await walk.act(
    'deliberate',
    'complete',
    { result: 'consensus', form: 'mediationAgreement', terms },
    { zh: `议定：${terms}`, en: 'the result is put in writing', by: 'convener' },
  );
}

/** The tour also shows a refusal: nothing changes. */
async function refused(attempt: Promise<void>, tell: Narrator, zh: string, en: string): Promise<void> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('the product accepted what it must refuse');
  tell.line(`     ✗ ${zh}\n            ${en}\n            ${error.message}`);
}
