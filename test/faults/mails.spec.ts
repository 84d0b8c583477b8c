import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { now, startTemporal, type TestTemporal, until } from '#testing';
import { Office } from '../integration/notices/office.js';
import { type Received, TestSmtp } from '../integration/notices/smtp.js';
import { newKeys, WorkerProcesses } from '../support/worker-process.js';

const COUNT = 60;
/** As many as the sender has on their way at a time. */
const AT_ONCE = 4;
/** A working morning: whenever the spec is run, it is the hour of mail. */
const MORNING = new Date('2026-11-05T10:00:00+08:00');

let office: Office;
let smtp: TestSmtp;
let temporal: TestTemporal;
let workers: WorkerProcesses;

beforeAll(async () => {
  const keys = newKeys();
  [office, smtp, temporal] = await Promise.all([Office.open(keys), TestSmtp.start(), startTemporal()]);
  workers = new WorkerProcesses(
    { database: office.database, temporal, keys },
    { SMTP_URL: smtp.url, MAIL_FROM: 'qunying@example.org' },
    MORNING.getTime() - now(),
  );
});
afterAll(async () => {
  workers?.killAll();
  await smtp?.stop();
  await temporal?.close();
  await office?.close();
});

/** Overdue, so that they wait for no digest. */
async function overdueReminders(): Promise<void> {
  for (let n = 0; n < COUNT; n += 1) {
    const assignee = await office.person(`person-${n}@village.example`);
    await office.reminded({ assignee, due: '2026-11-04T00:00:00' });
  }
  await office.database.query('UPDATE mailbox SET created_at = $1', [MORNING]);
}

/** A mail belongs to the worker that took it for some minutes; they are over. */
const minutesPass = () =>
  office.database.query(`UPDATE notice SET due_at = $1 WHERE status = 'waiting' AND attempts > 0`, [MORNING]);

const byId = (mails: readonly Received[]) => Map.groupBy(mails, ({ messageId }) => messageId);

it('the worker killed while it sends: no mail is lost, and one comes twice only where the answer was lost', async () => {
  await overdueReminders();
  // Two rounds go well. The next four the server has, and says nothing: whoever sent them never hears that they arrived.
  const accepted = Array.from({ length: 2 * AT_ONCE }, () => 'accept' as const);
  smtp.manners = [...accepted, ...Array.from({ length: AT_ONCE }, () => 'silentAfterData' as const)];
  const first = workers.start();
  await until(() => smtp.taken.length === accepted.length + AT_ONCE, 'four answers are outstanding');
  const unanswered = smtp.taken.slice(-AT_ONCE);
  await workers.end(first, 'SIGKILL');
  smtp.hangUp();

  // Killed a second time wherever it happens to be.
  await minutesPass();
  const second = workers.start();
  await until(() => smtp.accepted.length >= COUNT / 2, 'half are accepted');
  await workers.end(second, 'SIGKILL');

  await minutesPass();
  const third = workers.start();
  const left = `SELECT 1 FROM notice WHERE status <> 'sent'`;
  await until(async () => (await office.database.query(left)).length === 0, 'all are sent', 120_000);
  await workers.end(third, 'SIGTERM');

  const notices = await office.notices();
  expect(notices).toHaveLength(COUNT);
  const mails = byId(smtp.taken);
  expect(new Set(smtp.accepted.map(({ to }) => to)).size).toBe(COUNT);
  // The same id each time, so that the receiver may tell; and only what was taken up twice went twice.
  expect(mails.size).toBe(COUNT);
  for (const { messageId } of unanswered) expect(mails.get(messageId)?.length).toBeGreaterThanOrEqual(2);
  const attempts = new Map(notices.map((notice) => [notice.id, notice.attempts]));
  for (const [messageId, copies] of mails)
    expect(copies.length).toBeLessThanOrEqual(attempts.get(messageId.slice(1, messageId.indexOf('@'))) ?? 0);
  const doubled = [...mails.values()].filter((copies) => copies.length > 1);
  expect(doubled.length).toBeLessThanOrEqual(2 * AT_ONCE);
}, 240_000);
