import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutDir } from '#runtime';
import { type DemoAccount, until } from '#testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MovedProduct } from '../../scripts/tour/moved-product.js';
import { type Answered, call, type Call, signIn } from '../integration/api/http.js';
import { TestSmtp } from '../integration/notices/smtp.js';

const VILLAGE = '石桥村';
const TOWNSHIP = '清溪镇';
const ADDRESS = 'committee@example.org';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** What is said at nine is spread over the half hour after it. */
const MORNING = /T09:[0-2]\d:/;

const local = (instant: number): string => new Date(instant + 8 * HOUR).toISOString();

/** API, worker, mailbox and mail on one clock that is moved on; which days these are depends on the day of the run. */
describe('the whole product in moved time', () => {
  let folder: string;
  let smtp: TestSmtp;
  let product: MovedProduct;
  let accounts: DemoAccount[];
  let caseId: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'qunying-moved-'));
    smtp = await TestSmtp.start();
    product = new MovedProduct(folder, { SMTP_URL: smtp.url, MAIL_FROM: 'qunying@example.org' });
    await product.start(() => undefined);
    accounts = JSON.parse(readFileSync(join(checkoutDir, 'demo/accounts.json'), 'utf8')) as DemoAccount[];
  }, 240_000);

  afterAll(async () => {
    await product.close();
    await smtp.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  /** Signed in anew each time: half a day later a token is void. */
  async function as(role: string, place: string, path: string, options: Call = {}): Promise<Answered> {
    const account = accounts.find((one) => one.role === role && one.place === place)!;
    const token = await signIn(product.url, account.username, account.password);
    const { status, body } = await call(product.url, `/api/v1${path}`, { ...options, token });
    if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    return body;
  }
  const clerk = (path: string, body?: object) => as('clerk', VILLAGE, path, { body });
  const committee = (path: string, options?: Call) => as('committee', VILLAGE, path, options);
  const township = (path: string, options?: Call) => as('townshipOffice', TOWNSHIP, path, options);

  interface Mail {
    kind: string;
    createdAt: string;
  }
  const mailsOf = async (read: typeof committee): Promise<Mail[]> =>
    (await read('/mailbox?limit=200')).items.filter((mail: { caseId: string }) => mail.caseId === caseId);

  async function standing() {
    const counts = await committee('/inbox/counts');
    const watched = await township('/supervision/steps?group=overdue');
    return { ...counts, supervised: watched.items.length };
  }

  /** The investigation as GET …/deadlines announces it. */
  async function announced(): Promise<{ dueAt: number; reminders: { at: number; role: string }[] }> {
    const { items } = await clerk(`/cases/${caseId}/deadlines`);
    const deadline = items.find((one: { step?: string }) => one.step === 'investigate');
    return {
      dueAt: Date.parse(deadline.dueAt),
      reminders: deadline.reminders.map(({ at, role }: { at: string; role: string }) => ({
        at: Date.parse(at),
        role,
      })),
    };
  }

  it('brings a case to the investigation, held by the committee', async () => {
    await committee('/me/email', { method: 'PUT', body: { email: ADDRESS } });
    const { memberships } = await clerk('/me');
    const villageId = memberships[0].placeId;
    const matter = { title: '灌溉渠淤塞', matter: '渠水不通，稻田等水。', villageId, channel: 'inPerson' };
    ({ id: caseId } = await clerk('/cases', matter));
    const payload = { category: 'development', procedure: 'development', parties: [], departments: [] };
    await clerk(`/cases/${caseId}/steps/triage/actions`, {
      action: 'complete',
      payload: { ...payload, willingness: 'notAsked', redLines: [], pending: 'none' },
    });
    const { id: assigneeId } = await committee('/me');
    await committee(`/cases/${caseId}/steps/investigate/assignments`, { body: { assigneeId } });
    expect(await standing()).toMatchObject({ overdue: 0, today: 0, soon: 0, later: 1, supervised: 0 });
  });

  it('tells each ear at the announced instant and not before, and by mail within the hour', async () => {
    const { dueAt, reminders } = await announced();
    expect(reminders.map(({ role }) => role)).toEqual([
      'committee',
      'committee',
      'committee',
      'townshipOffice',
    ]);
    const said: string[] = [];
    const passDueTime = async (): Promise<void> => {
      await product.reach(dueAt - MINUTE);
      expect(await standing()).toMatchObject({ overdue: 0, supervised: 0 });
      await product.reach(dueAt);
      expect(await standing()).toMatchObject({ overdue: 1, supervised: 1 });
    };
    for (const { at, role } of reminders) {
      const holds = role === 'committee';
      const read = holds ? committee : township;
      expect(local(at)).toMatch(MORNING);
      if (product.now() < dueAt && at > dueAt) await passDueTime();
      await product.reach(at - MINUTE);
      const before = (await mailsOf(read)).length;
      await product.reach(at);
      await until(async () => (await mailsOf(read)).length === before + 1, 'the mailbox has it');
      const [mail] = await mailsOf(read);
      expect(Date.parse(mail!.createdAt) - at).toBeLessThan(2 * SECOND);
      // The holder has an address: the mail goes out in the same office hour.
      if (holds) await until(() => smtp.accepted.length === said.length + 1, 'the mail is out');
      const { overdue, today, soon, supervised } = await standing();
      said.push(`${mail!.kind} ${at < dueAt ? 'before' : 'after'} ${overdue} ${today} ${soon} ${supervised}`);
    }
    expect(said).toEqual([
      'reminder before 0 0 1 0',
      'reminder before 0 1 0 0',
      'overdue after 1 1 0 1',
      'overdue after 1 1 0 1',
    ]);
    expect(new Set(smtp.accepted.map(({ to }) => to))).toEqual(new Set([ADDRESS]));
  }, 120_000);

  it('keeps a mail of the evening for the next working morning; the mailbox has the nudge at once', async () => {
    const evening = new Date(product.now()).setUTCHours(14, 0, 0, 0);
    await product.reach(evening);
    const sent = smtp.accepted.length;
    await township(`/cases/${caseId}/steps/investigate/nudges`, { body: { text: '渠水等不得，请抓紧。' } });
    expect((await mailsOf(committee))[0]).toMatchObject({ kind: 'nudge' });
    const waiting = async (): Promise<{ nextTryAt: string }[]> =>
      (await as('administrator', '示例县', '/notices?state=waiting')).items;
    await until(async () => (await waiting()).length === 1, 'the outbox knows of it');
    const [{ nextTryAt } = { nextTryAt: '' }] = await waiting();
    expect(nextTryAt).toContain('T09:00:00');
    await product.reach(Date.parse(nextTryAt) - MINUTE);
    expect(smtp.accepted).toHaveLength(sent);
    await product.reach(Date.parse(nextTryAt));
    await until(() => smtp.accepted.length > sent, 'the mail is out in the morning');
  }, 120_000);
});
