import type { Cast } from '../cast.js';
import type { Narrator } from '../narrator.js';
import { type CaseView, DAY, factAt, Walk } from '../walk.js';
import { revisitUntilClosed } from '../scenes/follow-up.js';

const COMMUNITY = '新苑社区';

/** On the spot: settled orally within twenty minutes, entered in the evening in one form. */
export async function onTheSpot(cast: Cast, tell: Narrator): Promise<Walk> {
  tell.story(
    'D',
    '快速断事：建材堆在巷口（晚上一次补录）',
    'On the spot: sand in the lane, entered in one form',
  );
  const worker = await cast.staff('gridWorker', COMMUNITY);
  const villageId = await cast.place(worker, COMMUNITY);
  const [qian, neighbour, member] = (await cast.people(worker, villageId, ['钱十', '许十一', '严一'])) as [
    string,
    string,
    string,
  ];
  // Two in the afternoon, forty days ago: the revisit after thirty days has come since.
  const at = Math.floor((cast.time.now() - 40 * DAY) / DAY) * DAY + 6 * 3_600_000;
  const view = await worker.post<CaseView>('/cases/record-done', {
    villageId,
    category: 'dispute',
    title: '建材堆放堵住巷口',
    matter: '钱十装修，沙子堆住半条巷，电动车过不去。',
    location: '新苑社区二巷口',
    parties: [qian, neighbour],
    members: [{ personId: member, nomination: 'adHoc' }],
    place: '二巷口',
    mode: 'onTheSpot',
    minutes: '网格员叫来楼栋长和一位群英，二十分钟说定。',
    terms: '当晚六点前清走，先让出一米二。',
    form: 'oralAgreementRecord',
    ...factAt(at, cast.time),
    channel: 'inPerson',
  });
  tell.tell(
    new Date(at),
    worker.account.name,
    `当场说定，口头协议；晚上一张表补录（${view.number}）`,
    'settled on the spot by word of mouth; one form in the evening',
  );
  const walk = Walk.resume(cast, tell, COMMUNITY, view, at);
  const step = (await walk.view()).steps.find((s) => s.status === 'open')?.step;
  if (step === 'feedback')
    await walk.act(
      'feedback',
      'complete',
      { note: '六点十分拍照，巷口已清。', ratings: [{ personId: neighbour, satisfaction: 'satisfied' }] },
      { zh: '六点十分拍照，已清走', en: 'ten past six: the lane is clear', by: 'gridWorker', hours: 4 },
    );
  await revisitUntilClosed(walk, '巷口一直畅通。');
  return walk;
}
