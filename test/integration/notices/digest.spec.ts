import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Office } from './office.js';
import { readable, TestSmtp } from './smtp.js';

let office: Office;
let smtp: TestSmtp;
let assignee: string;

beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office?.close();
});
afterEach(() => smtp.stop());
beforeEach(async () => {
  await office.clear();
  smtp = await TestSmtp.start();
  assignee = await office.person('someone@village.example');
  office.turnTo('2026-11-02T10:00:00');
});

const bringForwardAt = async (text: string): Promise<void> => {
  office.turnTo(text);
  await office.sender(smtp.url).bringForward();
};

it('comes at nine on the next working day, once, grouped by case', async () => {
  const first = await office.reminded({ assignee, due: '2026-11-12T00:00:00', times: 2 });
  const second = await office.reminded({ assignee, due: '2026-11-11T00:00:00' });
  await bringForwardAt('2026-11-02T10:00:00');
  await bringForwardAt('2026-11-03T08:59:59');
  expect(smtp.taken).toHaveLength(0);
  await bringForwardAt('2026-11-03T09:00:00');
  await bringForwardAt('2026-11-03T09:00:05');
  expect(smtp.accepted).toHaveLength(1);
  const { subject, body } = readable(smtp.accepted[0]!);
  expect(subject).toContain('今日汇总：2 个办件等您办理');
  const chinese = body.slice(0, body.indexOf('These matters'));
  expect(chinese.split(first.number)).toHaveLength(2);
  expect(chinese.indexOf(second.number)).toBeLessThan(chinese.indexOf(first.number));
  expect(await office.notices()).toMatchObject([{ kind: 'digest', day: '2026-11-03', status: 'sent' }]);
});

it('comes once a day, even of senders that start anew and at the same time', async () => {
  await office.reminded({ assignee, due: '2026-11-12T00:00:00' });
  await bringForwardAt('2026-11-02T10:00:00');
  office.turnTo('2026-11-03T09:00:00');
  await Promise.all([1, 2, 3].map(() => office.sender(smtp.url).bringForward()));
  // What comes later on the day waits for the next one.
  await office.reminded({ assignee, due: '2026-11-13T00:00:00', remindedAt: '2026-11-03T09:10:00' });
  await bringForwardAt('2026-11-03T09:30:00');
  expect(smtp.accepted).toHaveLength(1);
  await bringForwardAt('2026-11-04T09:00:00');
  expect(smtp.accepted).toHaveLength(2);
});

it('never comes empty', async () => {
  const { story } = await office.reminded({ assignee, due: '2026-11-12T00:00:00' });
  await bringForwardAt('2026-11-02T10:00:00');
  await office.record(
    story.did({ type: 'stepCompleted', step: 'triage', kind: 'triage', outcome: 'admitted' }),
  );
  await bringForwardAt('2026-11-03T09:00:00');
  await bringForwardAt('2026-11-04T09:00:00');
  expect(smtp.taken).toHaveLength(0);
});

it('leaves out a case whose clocks stand', async () => {
  const paused = await office.reminded({ assignee, due: '2026-11-12T00:00:00' });
  const other = await office.reminded({ assignee, due: '2026-11-12T00:00:00' });
  await bringForwardAt('2026-11-02T10:00:00');
  await office.record(paused.story.did({ type: 'paused', reason: 'harvest', until: '2026-11-10' }));
  await bringForwardAt('2026-11-03T09:00:00');
  const { body } = readable(smtp.accepted[0]!);
  expect([body.includes(other.number), body.includes(paused.number)]).toEqual([true, false]);
});

it('leaves out weekends and holidays, and comes on working Saturdays', async () => {
  await office.reminded({ assignee, due: '2026-10-20T00:00:00', remindedAt: '2026-09-30T16:00:00' });
  await office.database.query(`UPDATE step_row SET started_at = '2026-09-01'`);
  await bringForwardAt('2026-09-30T16:01:00');
  for (const day of ['01', '02', '03', '04', '05', '06', '07'])
    await bringForwardAt(`2026-10-${day}T09:30:00`);
  expect(smtp.taken).toHaveLength(0);
  await bringForwardAt('2026-10-08T09:00:00');
  expect(smtp.accepted).toHaveLength(1);
  await office.reminded({ assignee, due: '2026-10-20T00:00:00', remindedAt: '2026-10-09T16:00:00' });
  await office.database.query(`UPDATE step_row SET started_at = '2026-09-01'`);
  await bringForwardAt('2026-10-09T16:01:00');
  await bringForwardAt('2026-10-10T09:00:00');
  expect(smtp.accepted).toHaveLength(2);
});

it('that was missed until the evening comes the next working day', async () => {
  await office.reminded({ assignee, due: '2026-11-12T00:00:00' });
  await bringForwardAt('2026-11-03T18:00:00');
  expect(smtp.taken).toHaveLength(0);
  await bringForwardAt('2026-11-04T09:00:00');
  expect(smtp.accepted).toHaveLength(1);
});

it('is not waited for by what would be told too late: that goes at once, within the hours', async () => {
  // Due on the day of the next digest.
  await office.reminded({ assignee, due: '2026-11-04T00:00:00' });
  await bringForwardAt('2026-11-02T10:00:00');
  expect(smtp.accepted).toHaveLength(1);
  // At night it waits for the morning,
  await office.reminded({ assignee, due: '2026-11-04T00:00:00', remindedAt: '2026-11-02T22:00:00' });
  await bringForwardAt('2026-11-02T22:00:05');
  await bringForwardAt('2026-11-03T08:59:59');
  expect(smtp.accepted).toHaveLength(1);
  await bringForwardAt('2026-11-03T09:00:00');
  expect(smtp.accepted).toHaveLength(2);
  // also where the morning is too late: nobody reads it sooner.
  await office.reminded({ assignee, due: '2026-11-04T07:00:00', remindedAt: '2026-11-03T22:00:00' });
  await bringForwardAt('2026-11-03T22:00:05');
  expect(smtp.accepted).toHaveLength(2);
  await bringForwardAt('2026-11-04T09:00:00');
  expect(smtp.accepted).toHaveLength(3);
});
