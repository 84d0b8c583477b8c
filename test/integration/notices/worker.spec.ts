import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { loadConfig } from '#config';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from '../../../apps/worker/src/worker.module.js';
import { Office } from './office.js';
import { TestSmtp } from './smtp.js';

const ADDRESS = 'biaoji-geheim@village.example';
const key = `k1:${randomBytes(32).toString('base64')}`;
let office: Office;
let smtp: TestSmtp;

beforeAll(async () => {
  office = await Office.open(key);
  smtp = await TestSmtp.start();
});
afterAll(async () => {
  await smtp?.stop();
  await office?.close();
});

/** A reminder of something that is overdue: it waits for no digest. */
async function overdueReminder(): Promise<void> {
  const assignee = await office.person(ADDRESS);
  await office.reminded({ assignee, due: '2026-11-04T00:00:00', remindedAt: '2026-11-05T10:00:00' });
}

const began = performance.now();
/** A clock that runs on from a time within the hours, whenever the spec is run. */
const now = (): number => Math.floor(Date.parse('2026-11-05T10:00:01+08:00') + performance.now() - began);

/** The worker's own module; ends as the worker does. */
async function work(env: Record<string, string>, until: () => boolean): Promise<string[]> {
  const lines: string[] = [];
  const say = (...parts: unknown[]): void => void lines.push(JSON.stringify(parts));
  const config = loadConfig({
    DATABASE_URL: office.database.url,
    ENCRYPTION_KEYS: key,
    SESSION_SECRET: 's'.repeat(32),
    ...env,
  });
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, now), {
    logger: { log: say, warn: say, error: say },
    abortOnError: false,
  });
  const end = performance.now() + 20_000;
  while (!until() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  await app.close();
  return lines;
}

it('sends while it runs, ends with what is on its way finished, and logs no address', async () => {
  await overdueReminder();
  const mail = { SMTP_URL: smtp.url, MAIL_FROM: 'qunying@example.org' };
  smtp.manners = ['refuse'];
  const refused = await work(mail, () => smtp.manners.length === 0);
  expect(await office.notices()).toMatchObject([{ status: 'failed', cause: 'refused' }]);
  expect(refused.join()).toContain('notice given up');
  await overdueReminder();
  const sent = await work(mail, () => smtp.accepted.length === 1);
  expect(smtp.accepted.map(({ to }) => to)).toEqual([ADDRESS]);
  expect((await office.notices()).map(({ status }) => status).sort()).toEqual(['failed', 'sent']);
  for (const trace of ['geheim', '屋檐', '127.0.0.1'])
    expect([...refused, ...sent].join()).not.toContain(trace);
});

it('sends nothing without a mail server', async () => {
  await overdueReminder();
  const before = await office.notices();
  const end = performance.now() + 300;
  await work({}, () => performance.now() > end);
  expect(await office.notices()).toEqual(before);
});
