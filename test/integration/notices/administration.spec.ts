import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '#domain';
import { call, type Call, signIn } from '../api/http.js';
import { Organisation } from '../api/organisation.js';
import { startTestApi, type TestApi } from '../api/test-api.js';

interface Shown {
  id: string;
  accountId: string;
  state: string;
}

describe('what administrators see of notices', () => {
  let test: TestApi;
  let organisation: Organisation;
  const tokens: Record<string, string> = {};
  const accounts: Record<string, string> = {};
  const ask = (who: string, path: string, options: Call = {}) =>
    call(test.api.url, `/api/v1${path}`, { ...(tokens[who] && { token: tokens[who] }), ...options });
  const list = async (who: string, query = ''): Promise<Shown[]> =>
    (await ask(who, `/notices${query}`)).body.items as Shown[];

  /** As the sender leaves it in the outbox. */
  async function notice(who: string, status: string, more: Record<string, unknown> = {}): Promise<string> {
    const id = randomUUID();
    const row = { attempts: 1, cause: null, smtp_code: null, ...more };
    await test.database.query(
      `INSERT INTO notice (id, channel, kind, account_id, status, due_at, attempts, cause, smtp_code, created_at,
         settled_at)
       VALUES ($1, 'email', 'reminder', $2, $3, now() + interval '1 hour', $4, $5, $6,
         date_trunc('milliseconds', clock_timestamp()), CASE WHEN $3 = 'waiting' THEN NULL ELSE now() END)`,
      [id, accounts[who], status, row.attempts, row.cause, row.smtp_code],
    );
    return id;
  }

  beforeAll(async () => {
    test = await startTestApi();
    organisation = await Organisation.on(test.config);
    const county = await organisation.place('county', '示例县');
    const town = await organisation.place('township', '清溪镇', county);
    const village = await organisation.place('village', '柳塘村', town);
    const far = await organisation.place('township', '白石镇', county);
    const staff: [who: string, role: Role, place: string, name: string][] = [
      ['clerk', 'clerk', village, '张三'],
      ['stranger', 'clerk', far, '李四'],
      ['town', 'administrator', town, '王五'],
      ['far', 'administrator', far, '赵六'],
      ['county', 'administrator', county, '孙七'],
      ['system', 'systemAdmin', county, '吴九'],
      ['office', 'townshipOffice', town, '周八'],
    ];
    for (const [who, role, place, name] of staff) {
      const { id, username } = await organisation.account(role, place, name);
      accounts[who] = id;
      tokens[who] = await signIn(test.api.url, username);
    }
  });
  afterAll(async () => {
    await organisation?.close();
    await test?.close();
  });

  it('the state of each, for accounts at their places and below only', async () => {
    const waiting = await notice('clerk', 'waiting', { attempts: 3, cause: 'deferred', smtp_code: 451 });
    const sent = await notice('clerk', 'sent');
    const failed = await notice('stranger', 'failed', { cause: 'refused', smtp_code: 550 });
    expect((await list('town')).map(({ id }) => id)).toEqual([sent, waiting]);
    expect((await list('far')).map(({ id }) => id)).toEqual([failed]);
    for (const who of ['county', 'system'])
      expect((await list(who)).map(({ id }) => id)).toEqual([failed, sent, waiting]);
    const [shown] = await list('town', '?state=waiting');
    expect(shown).toEqual({
      id: waiting,
      accountId: accounts['clerk'],
      accountName: '张三',
      channel: 'email',
      kind: 'reminder',
      state: 'waiting',
      attempts: 3,
      cause: 'deferred',
      smtpCode: 451,
      createdAt: expect.any(String),
      nextTryAt: expect.stringMatching(/\+08:00$/),
    });
  });

  it('a page at a time, the newest first', async () => {
    for (let n = 0; n < 5; n += 1) await notice('clerk', 'skipped');
    const all = await list('town', '?state=skipped');
    const pages: Shown[] = [];
    let cursor = '';
    do {
      const { body } = await ask('town', `/notices?state=skipped&limit=2${cursor}`);
      pages.push(...(body.items as Shown[]));
      cursor = body.next ? `&cursor=${body.next as string}` : '';
    } while (cursor);
    expect(all).toHaveLength(5);
    expect(pages).toEqual(all);
    expect((await ask('town', '/notices?cursor=abc')).status).toBe(400);
  });

  it('has a given-up one tried again, once, and nothing else', async () => {
    const failed = await notice('clerk', 'failed', { attempts: 12, cause: 'unreachable' });
    const sent = await notice('clerk', 'sent');
    const key = randomUUID();
    const retry = (who: string, id: string, more: Call = {}) =>
      ask(who, `/notices/${id}/retries`, { method: 'POST', ...more });
    expect((await retry('far', failed)).status).toBe(404);
    expect((await retry('town', randomUUID())).status).toBe(404);
    expect(await retry('town', sent)).toMatchObject({ status: 409, body: { code: 'notice.notGivenUp' } });
    for (let i = 0; i < 2; i += 1)
      expect(await retry('town', failed, { key })).toMatchObject({
        status: 201,
        body: { id: failed, state: 'waiting' },
      });
    expect((await retry('town', failed)).status).toBe(409);
    const [row] = await test.database.query(
      'SELECT status, attempts, due_at <= now() AS due, settled_at FROM notice WHERE id = $1',
      [failed],
    );
    expect(row).toEqual({ status: 'waiting', attempts: 0, due: true, settled_at: null });
  });

  it('is for administrators alone', async () => {
    const failed = await notice('clerk', 'failed');
    for (const who of ['clerk', 'office']) {
      expect((await ask(who, '/notices')).status).toBe(403);
      expect((await ask(who, `/notices/${failed}/retries`, { method: 'POST' })).status).toBe(403);
    }
    expect((await call(test.api.url, '/api/v1/notices')).status).toBe(401);
    expect((await ask('town', '/notices?state=lost')).status).toBe(400);
  });
});
