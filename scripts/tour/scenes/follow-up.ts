import { DAY, type Milestone, type Walk } from '../walk.js';

/** On the notice board and by the public account. */
export async function hangOut(walk: Walk, text: string, zh: string, en: string): Promise<void> {
  await walk.act(
    'publish',
    'publish',
    { channels: ['noticeBoard', 'wechatAccount'], text },
    { zh, en, hours: 6 },
  );
}

/** A milestone is done on its day, or on the present one of the case where that is later. */
export async function reachMilestone(
  walk: Walk,
  { id, dueOn }: Milestone,
  { zh, en, proof }: { zh: string; en: string; proof: string },
): Promise<void> {
  walk.waitUntil(dueOn);
  const payload = { milestoneId: id, doneOn: walk.date(0), proof };
  await walk.act('implement', 'report', payload, { zh, en, hours: 1 });
}

interface Rung {
  before?: string;
  after?: string;
  tell: string;
}

const LISTENERS: Record<string, [zh: string, en: string]> = {
  holder: ['承办人', 'the holder'],
  manager: ['分派工作的人', 'who hands work out'],
  above: ['镇里', 'the township'],
};
const length = (term: string): [zh: string, en: string] =>
  term === 'sameDay'
    ? ['当天', 'on the day']
    : [`${parseInt(term)}个工作日`, `${parseInt(term)} working day(s)`];

/** Who is told when, by the ladder of the procedure. Of what is entered afterwards nobody is reminded any more. */
async function tellLadder(walk: Walk, procedure: string): Promise<void> {
  const rungs = await walk.ladder<Rung>(procedure);
  const spoken = rungs.flatMap(({ before, after, tell }) => {
    const [listenerZh, listenerEn] = LISTENERS[tell] ?? [tell, tell];
    const [zh, en] = length(before ?? after ?? '');
    if (before)
      return [
        [
          `到期${before === 'sameDay' ? '' : '前'}${zh}提醒${listenerZh}`,
          `${listenerEn}: ${en}${before === 'sameDay' ? '' : ' before'}`,
        ],
      ];
    return after ? [[`超期${zh}告知${listenerZh}`, `${listenerEn}: ${en} after`]] : [];
  });
  walk.remark(
    `系统按规定自己提醒：${spoken.map(([zh]) => zh).join('，')}（本例事后补录，时刻已过，不再发出）`,
    `reminders go out by themselves: ${spoken.map(([, en]) => en).join('; ')} (entered afterwards, these are over)`,
  );
}

interface Lateness {
  days: number;
  reason: string;
  /** How much more time is asked for. */
  term: string;
  village: string;
  township: string;
}

/** Days after its date nothing has come: a nudge in the mailbox, the reason, more time, granted a level up. */
export async function runLate(
  walk: Walk,
  { id, dueOn }: Milestone,
  { days, reason, term, village, township }: Lateness,
): Promise<void> {
  walk.waitUntil(dueOn);
  walk.wait(days * DAY);
  await tellLadder(walk, 'development');
  const office = { by: 'townshipOffice', at: township };
  await walk.nudge('implement', '沉淀池到期没有完成，请抓紧并说明原因。', {
    ...office,
    zh: `时间节点逾期${days}天，镇里催办`,
    en: `${days} days late: the township nudges`,
  });
  await walk.findMail('nudge', {
    zh: '村“两委”在站内消息里看到催办',
    en: 'the village finds the nudge in its mailbox',
    by: 'committee',
    at: village,
  });
  await walk.post(
    'steps/implement/extensions',
    { milestone: id, term, reason },
    {
      zh: `说明原因（${reason}）并申请延期`,
      en: 'says why and asks for more time',
      by: 'committee',
      hours: 3,
    },
  );
  await walk.findMail('extensionRequested', {
    ...office,
    zh: '镇里收到延期申请',
    en: 'the township finds the request in its mailbox',
  });
  await walk.post(
    'steps/implement/extension-decisions',
    { approve: true, reason: '情况属实，同意延期一次。' },
    { ...office, zh: '镇里同意延期一次', en: 'granted by the township, once', hours: 20 },
  );
}

/** Visit after visit, each when its time has come, until the case is archived. */
export async function revisitUntilClosed(walk: Walk, note: string): Promise<void> {
  for (let view = await walk.view(); view.status === 'open'; view = await walk.view())
    await walk.act(
      'revisit',
      'visit',
      { holding: true, note, milestones: view.milestones.map(({ id }) => id) },
      { zh: `回头看：${note}`, en: 'looked at again: it holds', hours: 2 },
    );
}
