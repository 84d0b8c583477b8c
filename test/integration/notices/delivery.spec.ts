import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { NoticeChannel } from '../../../apps/worker/src/notices/channel.js';
import { Office } from './office.js';
import { readable, TestSmtp } from './smtp.js';

const ADDRESS = 'biaoji-geheim@village.example';
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
  office.turnTo('2026-11-02T09:30:00');
  smtp = await TestSmtp.start();
});

/** An urgent reminder to one person: it goes at once. */
const urgentReminder = async (address = ADDRESS): Promise<{ number: string; caseId: string }> => {
  const assignee = await office.person(address);
  const { number, story } = await office.reminded({ assignee, urgent: true });
  return { number, caseId: story.caseId };
};

const only = async () => {
  const notices = await office.notices();
  expect(notices).toHaveLength(1);
  return notices[0]!;
};

describe('a reminder by e-mail', () => {
  it('says which case, which step, until when and where, and nothing personal; Chinese first', async () => {
    const { number, caseId } = await urgentReminder();
    await office.sender(smtp.url).bringForward();
    expect(smtp.accepted).toHaveLength(1);
    const [mail] = smtp.accepted;
    const { subject, body } = readable(mail!);
    expect(mail!.to).toBe(ADDRESS);
    expect(mail!.messageId).toBe(`<${(await only()).id}@example.org>`);
    expect(subject).toContain(`办件 ${number} “受理分流”办理期限为 2026-11-05`);
    expect(body).toContain(`办件 ${number}（紧急）`);
    expect(body).toContain(`https://qunying.example/cases/${caseId}`);
    expect(body.indexOf('事项等您办理')).toBeLessThan(body.indexOf('wait for you'));
    expect(subject + body).not.toMatch(/屋檐|某人/);
    expect(await only()).toMatchObject({ kind: 'reminder', status: 'sent', attempts: 1, cause: null });
  });

  it('goes once, however often senders look', async () => {
    await urgentReminder();
    for (let i = 0; i < 3; i += 1) await office.sender(smtp.url).bringForward();
    expect(smtp.taken).toHaveLength(1);
  });

  it('that is refused for good is given up at once, with its cause', async () => {
    await urgentReminder();
    smtp.manners = ['refuse'];
    await office.sender(smtp.url).bringForward();
    expect(await only()).toMatchObject({ status: 'failed', cause: 'refused', smtp_code: 550, attempts: 1 });
    office.now += 86_400_000;
    await office.sender(smtp.url).bringForward();
    expect(smtp.taken).toHaveLength(0);
  });

  it.each([
    ['defer', 'deferred'],
    ['dropAtOnce', 'connectionLost'],
    ['dropAfterData', 'connectionLost'],
    ['silentAfterData', 'timedOut'],
  ] as const)(
    'that meets a server which would %s is tried again and accepted once',
    async (manner, cause) => {
      await urgentReminder();
      smtp.manners = [manner];
      await office.sender(smtp.url).bringForward();
      expect(await only()).toMatchObject({ status: 'waiting', cause, attempts: 1 });
      // Half a minute at the least after the first attempt: chance is zero here.
      expect((await only()).due_at).toEqual(new Date(office.now + 30_000));
      office.now += 29_999;
      await office.sender(smtp.url).bringForward();
      expect(smtp.accepted).toHaveLength(0);
      office.now += 1;
      await office.sender(smtp.url).bringForward();
      expect(smtp.accepted).toHaveLength(1);
      expect(await only()).toMatchObject({ status: 'sent', attempts: 2 });
      // Where the server had taken it before, the reader's mailbox can tell the repeat.
      expect(new Set(smtp.taken.map(({ messageId }) => messageId)).size).toBe(1);
    },
  );

  it('that finds no server waits longer each time and is given up after twelve attempts', async () => {
    await urgentReminder();
    const { url } = smtp;
    await smtp.stop();
    const waits: number[] = [];
    for (let i = 0; i < 11; i += 1) {
      await office.sender(url).bringForward();
      const { due_at, status } = await only();
      expect(status).toBe('waiting');
      waits.push((due_at.getTime() - office.now) / 60_000);
      office.now = due_at.getTime();
    }
    expect(waits).toEqual([0.5, 1, 2, 4, 8, 16, 32, 64, 120, 120, 120]);
    await office.sender(url).bringForward();
    expect(await only()).toMatchObject({ status: 'failed', cause: 'unreachable', attempts: 12 });
    expect(office.told.at(-1)).toMatchObject({ status: 'failed', cause: 'unreachable', attempt: 12 });
  });

  it('is not sent for what was done, handed to another or read meanwhile', async () => {
    const assignee = await office.person(ADDRESS);
    const done = await office.reminded({ assignee, urgent: true });
    const handed = await office.reminded({ assignee, urgent: true });
    const read = await office.reminded({ assignee, urgent: true });
    smtp.manners = ['defer', 'defer', 'defer'];
    await office.sender(smtp.url).bringForward();
    await office.record(
      done.story.did({ type: 'stepCompleted', step: 'triage', kind: 'triage', outcome: 'admitted' }),
    );
    const other = await office.person(undefined);
    await office.record(handed.story.did({ type: 'stepAssigned', step: 'triage', assignee: other }));
    await office.database.query('UPDATE mailbox SET read_at = now(), read_by = $2 WHERE case_id = $1', [
      read.story.caseId,
      assignee,
    ]);
    office.now += 60_000;
    await office.sender(smtp.url).bringForward();
    expect(smtp.accepted).toHaveLength(0);
    expect((await office.notices()).map(({ status, cause }) => [status, cause])).toEqual(
      Array.from({ length: 3 }, () => ['skipped', 'nothingLeft']),
    );
  });

  it('needs an address that was set before, of an account in use', async () => {
    const without = await office.person(undefined);
    const disabled = await office.person('disabled@village.example');
    await office.database.query('UPDATE account SET disabled_at = $2 WHERE id = $1', [disabled, new Date(0)]);
    const late = await office.person('late@village.example');
    await office.database.query('UPDATE account SET email_since = $2 WHERE id = $1', [
      late,
      new Date(office.now),
    ]);
    for (const assignee of [without, disabled, late]) await office.reminded({ assignee, urgent: true });
    await office.sender(smtp.url).bringForward();
    expect(await office.notices()).toEqual([]);
  });

  it('to a role goes to each who holds it there, by one mail', async () => {
    await office.person('one@village.example', 'clerk');
    await office.person('two@village.example', 'clerk');
    await office.person('other@village.example', 'mediator');
    await office.reminded({ urgent: true });
    await office.sender(smtp.url).bringForward();
    expect(smtp.accepted.map(({ to }) => to).sort()).toEqual(['one@village.example', 'two@village.example']);
  });
});

describe('several senders', () => {
  it('at once send each mail once', async () => {
    const assignee = await office.person(ADDRESS);
    for (let i = 0; i < 20; i += 1) await office.reminded({ assignee, urgent: true });
    const senders = Array.from({ length: 3 }, () => office.sender(smtp.url));
    await Promise.all(senders.map((sender) => sender.bringForward()));
    expect(smtp.taken).toHaveLength(20);
    expect(new Set(smtp.taken.map(({ messageId }) => messageId)).size).toBe(20);
    expect((await office.notices()).every(({ status }) => status === 'sent')).toBe(true);
  });

  it('leave a mail to whoever took it, and take it over when that one died', async () => {
    await urgentReminder();
    let began: () => void = () => undefined;
    const sending = new Promise<void>((resolve) => (began = resolve));
    // Never comes back, as after kill -9.
    const dead: NoticeChannel = {
      name: 'email',
      deliver: () => (began(), new Promise(() => undefined)),
    };
    void office.sender(smtp.url, { channel: dead }).bringForward();
    await sending;
    office.now += 299_999;
    await office.sender(smtp.url).bringForward();
    expect(smtp.taken).toHaveLength(0);
    office.now += 1;
    await office.sender(smtp.url).bringForward();
    expect(smtp.accepted).toHaveLength(1);
    expect(await only()).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('give up what kills whoever takes it', async () => {
    await urgentReminder();
    await office
      .sender(smtp.url, { channel: { name: 'email', deliver: () => Promise.reject(new Error('dies')) } })
      .bringForward()
      .catch(() => undefined);
    await office.database.query('UPDATE notice SET attempts = 12, due_at = $1', [new Date(office.now)]);
    await office.sender(smtp.url).bringForward();
    expect(await only()).toMatchObject({ status: 'failed', cause: 'interrupted' });
  });
});

it('tells ids and codes, never an address or a text', async () => {
  await urgentReminder();
  smtp.manners = ['defer', 'refuse'];
  await office.sender(smtp.url).bringForward();
  office.now += 60_000;
  await office.sender(smtp.url).bringForward();
  expect(office.told).toHaveLength(2);
  const { id } = await only();
  expect(office.told).toEqual([
    { notice: id, attempt: 1, status: 'postponed', cause: 'deferred' },
    { notice: id, attempt: 2, status: 'failed', cause: 'refused' },
  ]);
  const rows = await office.database.query(
    'SELECT row_to_json(n)::text FROM notice n UNION ALL SELECT row_to_json(a)::text FROM account a',
  );
  const hex = Buffer.from(ADDRESS).toString('hex');
  for (const form of [ADDRESS, 'geheim', hex]) expect(JSON.stringify(rows)).not.toContain(form);
});
