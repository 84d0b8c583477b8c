import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Recorder } from '#persistence';
import { PLACE } from '../persistence/case-events.js';
import { SupervisionOrderStory } from '../persistence/supervision-order-events.js';
import { Office } from './office.js';
import { TestSmtp } from './smtp.js';

let office: Office;
let smtp: TestSmtp;

beforeAll(async () => {
  office = await Office.open();
});
afterAll(async () => {
  await office?.close();
});
afterEach(() => smtp.stop());
beforeEach(async () => {
  await office.clear();
  // The newest holds, also over what a county had.
  await office.publish([]);
  smtp = await TestSmtp.start();
});

const bringForwardAt = async (text: string): Promise<void> => {
  office.turnTo(text);
  await office.sender(smtp.url).bringForward();
};
const waiting = async (dueAt: string): Promise<void> =>
  expect(await office.notices()).toMatchObject([{ status: 'waiting', due_at: new Date(`${dueAt}+08:00`) }]);
const urgentReminderAt = async (remindedAt: string): Promise<void> => {
  const assignee = await office.person('someone@village.example');
  await office.reminded({ assignee, urgent: true, remindedAt });
};

describe('no mail leaves outside the hours', () => {
  it('when it is tried again: after the evening comes the morning', async () => {
    await urgentReminderAt('2026-11-06T17:59:00');
    smtp.manners = ['defer'];
    await bringForwardAt('2026-11-06T17:59:50');
    await waiting('2026-11-09T09:00:00');
    // Neither at night nor at the weekend.
    for (const closed of ['2026-11-06T18:01:00', '2026-11-07T10:00:00', '2026-11-09T08:59:59'])
      await bringForwardAt(closed);
    expect(smtp.accepted).toHaveLength(0);
    await bringForwardAt('2026-11-09T09:00:00');
    expect(smtp.accepted).toHaveLength(1);
    expect(await office.notices()).toMatchObject([{ status: 'sent', attempts: 2 }]);
  });

  it('when an administrator has it tried again at night', async () => {
    await urgentReminderAt('2026-11-05T10:00:00');
    smtp.manners = ['refuse'];
    await bringForwardAt('2026-11-05T10:00:05');
    await office.database.query(
      `UPDATE notice SET status = 'waiting', settled_at = NULL, attempts = 0, due_at = $1`,
      [new Date('2026-11-05T21:00:00+08:00')],
    );
    await bringForwardAt('2026-11-05T21:00:05');
    expect(smtp.taken).toHaveLength(0);
    await waiting('2026-11-06T09:00:00');
    expect(await office.notices()).toMatchObject([{ attempts: 0 }]);
  });

  it('when a calendar that was published since makes the day off', async () => {
    await urgentReminderAt('2026-11-05T20:00:00');
    await bringForwardAt('2026-11-05T20:00:05');
    await waiting('2026-11-06T09:00:00');
    await office.publish(['2026-11-06']);
    await bringForwardAt('2026-11-06T09:00:00');
    expect(smtp.accepted).toHaveLength(0);
    await waiting('2026-11-09T09:00:00');
    await bringForwardAt('2026-11-09T09:00:00');
    expect(smtp.accepted).toHaveLength(1);
  });

  it('when the county has a day off of its own, which others work', async () => {
    await office.publish(['2026-11-05'], PLACE.countyId);
    await urgentReminderAt('2026-11-05T10:00:00');
    await bringForwardAt('2026-11-05T10:00:05');
    expect(smtp.accepted).toHaveLength(0);
    await waiting('2026-11-06T09:00:00');
    await bringForwardAt('2026-11-06T09:00:00');
    expect(smtp.accepted).toHaveLength(1);
  });

  it('nor is a digest made then', async () => {
    const assignee = await office.person('someone@village.example');
    await office.reminded({ assignee, due: '2026-11-20T00:00:00', remindedAt: '2026-11-04T10:00:00' });
    await office.publish(['2026-11-05'], PLACE.countyId);
    await bringForwardAt('2026-11-04T10:00:05');
    await bringForwardAt('2026-11-05T09:00:00');
    expect(await office.notices()).toEqual([]);
    await bringForwardAt('2026-11-06T09:00:00');
    expect(await office.notices()).toMatchObject([{ kind: 'digest', day: '2026-11-06', status: 'sent' }]);
  });

  it('when the national calendar has a day off that the county works', async () => {
    await office.publish(['2026-11-05']);
    await office.publish([], PLACE.countyId);
    await urgentReminderAt('2026-11-05T10:00:00');
    await bringForwardAt('2026-11-05T10:00:05');
    expect(smtp.accepted).toHaveLength(1);
  });

  it('also when it is about an order that is due the same Sunday', async () => {
    const story = new SupervisionOrderStory(
      await office.person('office@township.example'),
      await office.person('clerk@village.example'),
    );
    const recorder = new Recorder(office.pool, office.ring);
    await recorder.recordDuty(await story.begin(recorder));
    await office.database.query('UPDATE mailbox SET created_at = $1, due_at = $2', [
      new Date('2026-11-08T17:07:00+08:00'),
      new Date('2026-11-09T00:00:00+08:00'),
    ]);
    await office.database.query('UPDATE duty_row SET started_at = $1', [
      new Date('2026-11-08T17:07:00+08:00'),
    ]);
    await bringForwardAt('2026-11-08T17:07:05');
    expect(smtp.accepted).toHaveLength(0);
    await waiting('2026-11-09T09:00:00');
    await bringForwardAt('2026-11-09T09:00:00');
    expect(smtp.accepted.map(({ to }) => to)).toEqual(['clerk@village.example']);
  });
});
