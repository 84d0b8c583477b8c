import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Desk } from './desk.js';
import { Matter } from './matter.js';

/** Whole matters from intake to archive by clicking alone, entered afterwards: they lie in the past. */
let desk: Desk;
beforeAll(async () => {
  desk = await Desk.open();
}, 300_000);
afterAll(() => desk.close(), 60_000);

const PARTIES = ['张三', '李四'];

describe('a dispute whose first agreement one side refuses to sign', () => {
  let matter: Matter;

  it('is raised, taken up, looked into and given to members', async () => {
    matter = await Matter.say(desk, await desk.signedIn('liutang-clerk'), {
      title: '屋檐滴水纠纷',
      words: '屋檐的水滴到李四家墙根，墙潮了。',
      category: '矛盾纠纷',
      reporter: '李四',
      daysAgo: 175,
    });
    await matter.triage({ parties: ['张三'], procedure: '矛盾纠纷', willingness: '愿意' });
    await matter.investigate('排水走向没说清。', '装檐沟，引到公沟。', PARTIES);
    await matter.confirmTopic('屋檐滴水怎么办');
    await matter.selectMembers([
      ['王五', '群众推'],
      ['赵六', '群众推'],
      ['孙七', '“两委”选', '调委会调解员'],
    ]);
    await matter.talk({ 王五: '意见一致', 赵六: '意见一致', 孙七: '部分一致' });
  }, 120_000);

  const meet = async (terms: string) => {
    await matter.call('村群英议事室');
    await matter.attend(PARTIES);
    await matter.quote('观点阐述', [
      ['李四', '墙面返潮。'],
      ['张三', '老墙本来就潮。'],
    ]);
    await matter.agenda([
      ['群英引导', '群英提出檐沟加落水管。'],
      ['达成共识', terms],
    ]);
    await matter.agree('人民调解协议书', terms);
    await matter.isAt('签署协议');
  };

  it('is called anew when one side does not sign', async () => {
    await meet('修补费用各半，张三装檐沟。');
    await matter.sign(['张三']);
    await matter.shows('已签 1，须 2');
    await matter.refuseToSign('李四', '不是我弄潮的，凭什么出一半。');
    await matter.isAt('召集群英会');
  }, 120_000);

  it('is signed by both in the second round, sealed and noted', async () => {
    await meet('修补费张三七成、李四三成，李四三日内通沟。');
    await matter.signInTurn(PARTIES);
    await matter.shows('已签 2，须 2');
    expect(matter.faults).toEqual([]);
    await matter.seal();
    await matter.isAt('记录协议');
    await matter.decide('记录双方协议，督促履行。', [
      ['通沟（李四）', 5],
      ['装檐沟（张三）', 15],
      ['修墙（张三一千四，李四六百）', 30],
    ]);
    await matter.isAt('送达当事人');
  }, 120_000);

  it('is delivered, carried out, asked about and looked at again, until it is archived', async () => {
    await matter.publish(['送达当事人'], '协议已送达双方，不公开。');
    await matter.wait(5).report('通沟（李四）', '沟通了。');
    await matter.wait(10).report('装檐沟（张三）', '檐沟装好了，看过。');
    await matter.wait(15).report('修墙（张三一千四，李四六百）', '墙修好了。');
    await matter.isAt('监督与反馈');
    await matter.feedback('两家都说行。');
    await matter.wait(31).revisit('檐沟不漏。');
    await matter.isAt('回头看');
    await matter.wait(61).revisit('雨季过后墙仍然干。', PARTIES);
    await matter.isClosed();
  }, 120_000);
});

describe('a development of the village that two departments have a say in', () => {
  let matter: Matter;
  const MEMBERS = ['郑一', '郑二', '郑三', '郑四', '郑五', '何能手', '吕专家'];

  it('is taken up, looked into and given to members', async () => {
    matter = await Matter.say(desk, await desk.signedIn('shiqiao-clerk'), {
      title: '村口养鸡场气味和污水',
      words: '村口养鸡场夏天气味大，污水进了灌溉渠，41户联名要求解决。',
      daysAgo: 300,
    });
    await matter.triage({
      parties: ['郑九'],
      procedure: '居（村）发展',
      willingness: '尚未询问',
      departments: ['农业农村办', '生态环境站'],
    });
    await matter.investigate('污水直排灌溉渠。', '不关停，限期改造。', ['郑九', '郑一', '郑二']);
    await matter.confirmTopic('养鸡场限期改造的步骤、时间和费用');
    await matter.selectMembers(
      MEMBERS.map((name, index) => (index < 5 ? [name, '群众推'] : [name, '“两委”选', '专家群英'])),
    );
    await matter.talk(
      Object.fromEntries(MEMBERS.map((name, index) => [name, index < 6 ? '意见一致' : '没联系上'])),
    );
  }, 120_000);

  it('is deliberated; members sign while the departments give their opinions', async () => {
    await matter.call('村群英议事室');
    await matter.attend();
    await matter.agenda([
      ['说明议题', '“两委”说明不关停、限期改造的意见。'],
      ['发表意见', '农技专家建议三级沉淀池。'],
      ['达成共识', '封排口、清渠、沉淀池、还田管，四步走。'],
    ]);
    await matter.agree('议事结果同意书', '封原排口、清渠、建三级沉淀池，六十天内完成。');
    await matter.by('qingxi-agriculture', () =>
      matter.opine('农业农村办', '有条件同意', '同意。', '要建三级沉淀池。'),
    );
    await matter.by('qingxi-environment', async () => {
      await matter.opine('生态环境站', '不同意', '不同意保留原排口。');
      await matter.opine('生态环境站', '同意', '改为封原排口、另设还田管，同意。');
    });
    await matter.sign(MEMBERS.slice(0, 6));
    await matter.dissent(MEMBERS[6]!, '沉淀池的钱村里不该垫。');
    await matter.isAt('“两委”决定');
  }, 120_000);

  it('is decided, announced, carried out and looked at again, until it is archived', async () => {
    await matter.decide(
      '不关停，限期六十天改造。',
      [
        ['封排口', 13],
        ['三级沉淀池', 55],
      ],
      '封原排口；建三级沉淀池。',
    );
    await matter.isAt('公布公示');
    await matter.publish(['公告栏', '公众号'], '养鸡场限期六十天改造，不关停，公示七天。');
    await matter.wait(8).endNotice();
    await matter.isAt('执行');
    await matter.wait(5).report('封排口', '封好了，有照片。');
    await matter.wait(40).report('三级沉淀池', '建好了，有照片。');
    await matter.feedback('气味小了，渠水清了。');
    await matter.revisit('两个节点都看了。');
    await matter.wait(91).revisit('沉淀池正常，渠水清。');
    await matter.isClosed();
  }, 120_000);
});

describe('a rule for weddings and funerals, agreed by a show of hands', () => {
  let matter: Matter;
  const MEMBERS = ['孔一', '孔二', '曹一', '曹二', '严一', '华一', '金一'];

  it('is taken up, looked into and given to members', async () => {
    matter = await Matter.say(desk, await desk.signedIn('xinyuan-clerk'), {
      title: '红白喜事规矩写进居民公约',
      words: '酒席桌数、礼金上限、停灵天数，大家都说该有个规矩。',
      category: '社会进步',
      daysAgo: 190,
    });
    await matter.triage({ procedure: '社会进步', willingness: '尚未询问', departments: ['文明实践站'] });
    await matter.investigate('都嫌负担重，又怕别人说小气。', '定上限，提倡而不罚。', MEMBERS.slice(0, 3));
    await matter.confirmTopic('酒席桌数、礼金上限写进居民公约');
    await matter.selectMembers(MEMBERS.map((name) => [name, '“两委”选']));
    await matter.talk(
      Object.fromEntries(MEMBERS.map((name, index) => [name, index < 5 ? '意见一致' : '部分一致'])),
    );
  }, 120_000);

  it('is voted on, signed with reservations, and the department agrees', async () => {
    await matter.call('社区群英议事室');
    await matter.attend();
    await matter.agenda([
      ['说明议题', '“两委”说明三条规矩的来由。'],
      ['发表意见', '礼金上限有两种意见：200元和300元。'],
    ]);
    await matter.vote(5, 2);
    await matter.agenda([['达成共识', '礼金上限200元，提倡而不罚。']]);
    await matter.agree('议事结果同意书', '礼金上限200元，酒席不超过15桌；提倡而不罚。');
    await matter.by('qingxi-civilisation', () =>
      matter.opine('文明实践站', '同意', '符合移风易俗要求，同意。'),
    );
    await matter.sign(MEMBERS.slice(0, 6));
    await matter.dissent(MEMBERS[6]!, '200元偏低，保留意见。');
    await matter.isAt('“两委”决定');
  }, 120_000);

  it('is announced, passed by the residents and looked at again, until it is archived', async () => {
    await matter.decide(
      '按议事结果写进居民公约，提倡而不罚。',
      [['居民会议通过（附会议记录）', 25]],
      '公示；提交居民会议通过；公布并执行。',
    );
    await matter.isAt('公布公示');
    await matter.publish(['公告栏', '公众号'], '居民公约拟增加三条，公示五个工作日。');
    await matter.wait(12).endNotice();
    await matter.wait(10).report('居民会议通过', '居民会议表决通过，会议记录已存档。');
    await matter.feedback('大家觉得轻松了。');
    await matter.wait(91).revisit('24场红白事，22场照办。');
    await matter.isClosed();
  }, 120_000);
});

it('no page had an error that nobody saw', () => {
  expect(desk.scriptErrors).toEqual([]);
});
