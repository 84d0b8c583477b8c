import { DAY, type Milestone, type Reminder, type Walk } from '../walk.js';

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
  { proof, ...told }: { zh: string; en: string; by?: string; proof: string },
): Promise<void> {
  walk.waitUntil(dueOn);
  const payload = { milestoneId: id, doneOn: walk.date(0), proof };
  await walk.act('implement', 'report', payload, { ...told, hours: 1 });
}

/** A role at a place. */
interface Listener {
  by: string;
  at: string;
}

interface Lateness {
  /** At least; over a long holiday the last reminder comes later. */
  days: number;
  reason: string;
  /** More time is asked for until so many days from then. */
  more: number;
  village: string;
  township: string;
}

/** A reminder that goes out by itself is found in the mailbox at its time. */
async function hear(walk: Walk, { at }: Reminder, dueOn: string, listener: Listener): Promise<void> {
  walk.waitUntil(at);
  const time = at.slice(11, 16);
  const [kind, zh, en] =
    at.slice(0, 10) <= dueOn
      ? ['reminder', `收到提醒，${dueOn}到期`, `reminded: due on ${dueOn}`]
      : ['overdue', `收到提醒，已逾期，${dueOn}到期`, `told that it is overdue, due on ${dueOn}`];
  await walk.findMail(kind, { ...listener, zh: `${time} ${zh}`, en: `${time} ${en}` }, Date.parse(at));
}

/** Days after its date nothing has come: a nudge in the mailbox, the reason, more time, granted a level up. */
export async function runLate(
  walk: Walk,
  { id, dueOn }: Milestone,
  { days: least, reason, more, village, township }: Lateness,
): Promise<void> {
  const office = { by: 'townshipOffice', at: township };
  const held = { by: 'committee', at: village };
  const reminders = await walk.reminders('implement');
  for (const reminder of reminders)
    await hear(walk, reminder, dueOn, reminder.role === 'townshipOffice' ? office : held);
  if (reminders.length === 0)
    walk.remark(
      '事后补录，提醒的时刻已过，不再发出；按时办理时怎样提醒，见最后一节',
      'entered afterwards, so its reminders are over; the last part shows them in their time',
    );
  const morning = Date.parse(`${dueOn}T09:00:00+08:00`);
  walk.waitUntil(new Date(morning + least * DAY).toISOString());
  const days = Math.floor((walk.now - morning) / DAY);
  await walk.nudge('implement', '沉淀池到期没有完成，请抓紧并说明原因。', {
    ...office,
    zh: `时间节点逾期${days}天，镇里催办`,
    en: `${days} days late: the township nudges`,
  });
  await walk.findMail('nudge', {
    ...held,
    zh: '村“两委”在站内消息里看到催办',
    en: 'the village finds the nudge in its mailbox',
  });
  await walk.post(
    'steps/implement/extensions',
    { milestone: id, term: `${days + more}cd`, reason },
    {
      zh: `说明原因（${reason}）并申请延期`,
      en: 'says why and asks for more time',
      ...held,
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
