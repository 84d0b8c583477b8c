import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { now } from '#testing';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import { call, signIn } from './api/http.js';
import { type Member, Organisation, PASSWORD } from './api/organisation.js';
import { startTestApi, type TestApi } from './api/test-api.js';

describe('signing in', () => {
  let test: TestApi;
  let organisation: Organisation;
  let village: string;
  let clerk: Member;
  const open = (username: string, password: string) =>
    call(test.api.url, '/api/v1/sessions', { body: { username, password }, key: null });
  const me = (token?: string) => call(test.api.url, '/api/v1/me', { token });

  beforeAll(async () => {
    test = await startTestApi();
    organisation = await Organisation.on(test.config);
    const county = await organisation.place('county', '示例县');
    const township = await organisation.place('township', '清溪镇', county);
    village = await organisation.place('village', '柳塘村', township);
    clerk = await organisation.account('clerk', village, '陈办事');
  });
  afterAll(async () => {
    await organisation.close();
    await test.close();
  });

  it('answers with a token that opens what is one’s own', async () => {
    const { status, body } = await open(clerk.username.toUpperCase(), PASSWORD);
    expect(status).toBe(201);
    expect(body.expiresAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:]+\+08:00$/);
    const account = {
      id: clerk.id,
      username: clerk.username,
      name: '陈办事',
      memberships: [{ role: 'clerk', placeId: village, placeName: '柳塘村' }],
    };
    expect(body.account).toEqual(account);
    expect((await me(body.accessToken)).body).toEqual(account);
  });

  it('keeps a browser signed in by a cookie that no script reads, until it signs out', async () => {
    const [set = ''] = (await open(clerk.username, PASSWORD)).headers.getSetCookie();
    expect(set).toMatch(/^qunying_session=[^;]+; Path=\/api; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    const cookie = set.split(';')[0]!;
    const of = (path: string, options: Parameters<typeof call>[2] = {}) =>
      call(test.api.url, path, { ...options, headers: { cookie, ...options.headers } });
    expect((await of('/api/v1/me')).body.id).toBe(clerk.id);
    // What changes something must come from the app itself: another site's page sends the cookie, but not the header.
    const phone = { method: 'PUT', body: { officePhone: '0730-8123999' } };
    expect(await of('/api/v1/me/office-phone', phone)).toMatchObject({
      status: 403,
      body: { code: 'auth.requestHeaderMissing' },
    });
    const own = { headers: { 'x-requested-with': 'qunying' } };
    expect((await of('/api/v1/me/office-phone', { ...phone, ...own })).status).toBe(200);
    // A header that names no token isn't made good by a cookie.
    expect((await of('/api/v1/me', { headers: { authorization: 'Bearer' } })).status).toBe(401);
    const out = await of('/api/v1/sessions/current', { method: 'DELETE', ...own });
    expect([out.status, out.headers.getSetCookie()[0]]).toEqual([
      204,
      expect.stringMatching(/^qunying_session=; Path=\/api; Expires=Thu, 01 Jan 1970/),
    ]);
    // Whoever kept a copy of the cookie has nothing of it.
    expect((await of('/api/v1/me')).body.code).toBe('auth.sessionEnded');
  });

  it('tells where one is signed in, and ends what one does not know', async () => {
    const { id, username } = await organisation.account('clerk', village);
    const desk = await signIn(test.api.url, username);
    const phone = (
      await call(test.api.url, '/api/v1/sessions', {
        body: { username, password: PASSWORD },
        headers: { 'user-agent': 'Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile MicroMessenger/8.0' },
      })
    ).body.accessToken as string;
    const of = (token: string, path: string, method = 'GET') =>
      call(test.api.url, `/api/v1${path}`, { token, method });
    const { items } = (await of(desk, '/sessions')).body;
    expect(items).toMatchObject([
      { device: '微信 · Android', current: false },
      { device: '程序 · program', current: true },
    ]);
    const strangers = await signIn(test.api.url, clerk.username);
    expect((await of(strangers, `/sessions/${items[0].id}`, 'DELETE')).status).toBe(404);
    expect((await of(desk, `/sessions/${items[0].id}`, 'DELETE')).status).toBe(204);
    expect((await of(phone, '/me')).body.code).toBe('auth.sessionEnded');
    expect((await me(desk)).body.id).toBe(id);
  });

  it('changes the password, and with it ends every other session', async () => {
    const { username } = await organisation.account('clerk', village);
    const [here, elsewhere] = [await signIn(test.api.url, username), await signIn(test.api.url, username)];
    const change = (current: string, next: string) =>
      call(test.api.url, '/api/v1/me/password', { method: 'PUT', token: here, body: { current, next } });
    const next = 'a long new password';
    expect((await change('wrong', next)).body).toMatchObject({
      code: 'session.passwordWrong',
      errors: [{ path: '/current' }],
    });
    for (const unfit of [PASSWORD, username])
      expect((await change(PASSWORD, unfit)).body.code).toBe('session.passwordUnfit');
    expect((await change(PASSWORD, 'short')).body.errors[0].code).toBe('field.tooShort');
    expect((await change(PASSWORD, next)).status).toBe(204);
    expect((await me(here)).status).toBe(200);
    expect((await me(elsewhere)).body.code).toBe('auth.sessionEnded');
    expect((await open(username, PASSWORD)).body.code).toBe('session.failed');
    expect((await open(username, next)).status).toBe(201);
  });

  it('keeps phrases and views of the register for oneself, sealed', async () => {
    const { accessToken: token } = (await open(clerk.username, PASSWORD)).body;
    const path = '/api/v1/me/preferences';
    const get = async () => (await call(test.api.url, path, { token })).body;
    const set = (body: object) => call(test.api.url, path, { method: 'PUT', token, body });
    expect(await get()).toEqual({ phrases: [], views: [] });
    const wanted = { phrases: ['入户了解情况。'], views: [{ name: '等签字的', search: 'stepKind=sign' }] };
    expect((await set(wanted)).status).toBe(204);
    expect(await get()).toEqual(wanted);
    for (const wrong of [{ phrases: [''], views: [] }, { phrases: [] }, { ...wanted, more: 1 }])
      expect((await set(wrong)).status).toBe(400);
    const rows = JSON.stringify(await test.database.query('SELECT a::text FROM account a'));
    expect(rows).not.toContain(Buffer.from('入户').toString('hex'));
  });

  it('keeps the phone of the office, sealed', async () => {
    const { accessToken: token } = (await open(clerk.username, PASSWORD)).body;
    const set = (officePhone: unknown) =>
      call(test.api.url, '/api/v1/me/office-phone', { method: 'PUT', token, body: { officePhone } });
    const number = '0730-8123999';
    expect(await set(number)).toMatchObject({ status: 200, body: { id: clerk.id, officePhone: number } });
    const rows = JSON.stringify(
      await test.database.query('SELECT a::text FROM account a UNION ALL SELECT i::text FROM idempotency i'),
    );
    for (const form of [number, Buffer.from(number).toString('hex')]) expect(rows).not.toContain(form);
    for (const wrong of ['', '打村部', '0730-8123999;ext', 7, undefined])
      expect((await set(wrong)).status).toBe(400);
    expect((await me(token)).body.officePhone).toBe(number);
    expect((await set(null)).body).not.toHaveProperty('officePhone');
  });

  it('keeps an e-mail address that only the account itself sets and sees', async () => {
    const { body } = await open(clerk.username, PASSWORD);
    const set = (email: unknown) =>
      call(test.api.url, '/api/v1/me/email', { method: 'PUT', token: body.accessToken, body: { email } });
    const address = 'biaoji@village.example';
    expect(await set(address)).toMatchObject({ status: 200, body: { id: clerk.id, email: address } });
    expect((await me(body.accessToken)).body.email).toBe(address);
    const since = () => test.database.query('SELECT email_since FROM account WHERE id = $1', [clerk.id]);
    const before = await since();
    // The same once more is no new address, which would lose what is on its way.
    await set(address);
    expect(await since()).toEqual(before);
    const rows = await test.database.query(
      'SELECT a::text FROM account a UNION ALL SELECT i::text FROM idempotency i',
    );
    for (const form of ['biaoji', Buffer.from(address).toString('hex')])
      expect(JSON.stringify(rows)).not.toContain(form);
    for (const wrong of [
      '',
      'nobody',
      'a@b',
      'a@b.example,c@d.example',
      'a@b.example\nBcc: c@d.example',
      '某@b.example',
      7,
      undefined,
    ])
      expect((await set(wrong)).status).toBe(400);
    expect((await set('x')).body.errors).toMatchObject([{ path: '/email', code: 'field.email' }]);
    expect((await me(body.accessToken)).body.email).toBe(address);
    expect((await set(null)).body).not.toHaveProperty('email');
    expect((await me(body.accessToken)).body).not.toHaveProperty('email');
  });

  it('tells nothing of whether there is such a name', async () => {
    const wrong = await open(clerk.username, 'wrong');
    const unknown = await open('nobody', 'wrong');
    expect([wrong.status, wrong.body.code]).toEqual([401, 'session.failed']);
    expect({ ...unknown.body, traceId: '' }).toEqual({ ...wrong.body, traceId: '' });
  });

  it('takes as long for an unknown name as for a wrong password', async () => {
    const { username } = await organisation.account('clerk', village);
    const took = async (name: string): Promise<number> => {
      const times: number[] = [];
      for (let attempt = 0; attempt < 5; attempt++) {
        const start = performance.now();
        await open(name, 'wrong');
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await took(username), await took('nobody at all')];
    expect(unknown).toBeGreaterThan(known / 2);
    expect(unknown).toBeLessThan(known * 2);
  });

  it.each([
    ['known', async () => (await organisation.account('clerk', village)).username],
    ['unknown', async () => 'somebody unknown'],
  ])('locks a %s name after ten failures, for 15 minutes', async (_which, nameOf) => {
    const username = await nameOf();
    const answers = await Promise.all(Array.from({ length: 14 }, () => open(username, 'wrong')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
    const locked = await open(username, PASSWORD);
    expect([locked.status, locked.body.code]).toEqual([429, 'session.locked']);
    expect(locked.headers.get('retry-after')).toBe('900');
    await test.database.query(`UPDATE sign_in_failure SET latest_at = latest_at - interval '15 minutes'`);
    expect((await open(username, 'wrong')).status).toBe(401);
  });

  it('forgets failures after a success', async () => {
    const { username } = await organisation.account('clerk', village);
    for (let round = 0; round < 2; round++) {
      for (let failure = 0; failure < 9; failure++) await open(username, 'wrong');
      expect((await open(username, PASSWORD)).status).toBe(201);
    }
  });

  it('refuses tokens that are missing, forged, expired, unsigned or for somebody else', async () => {
    const key = new TextEncoder().encode(test.config.session.secret);
    const session = decodeJwt((await open(clerk.username, PASSWORD)).body.accessToken).sub!;
    const token = (alg = 'HS256') =>
      new SignJWT()
        .setProtectedHeader({ alg })
        .setSubject(session)
        .setIssuer('qunying')
        .setAudience('qunying/api')
        .setIssuedAt('-1h')
        .setExpirationTime('1h');
    const good = await token().sign(key);
    expect((await me(good)).status).toBe(200);
    const [head, body, signature] = good.split('.') as [string, string, string];
    const none = new UnsecuredJWT({ sub: session })
      .setIssuer('qunying')
      .setAudience('qunying/api')
      .setIssuedAt('-1h')
      .setExpirationTime('1h')
      .encode();
    const noneHead = Buffer.from('{"alg":"none"}').toString('base64url');
    const bad: [string, string | undefined, string][] = [
      ['missing', undefined, 'auth.tokenMissing'],
      ['no token', 'abc', 'auth.tokenInvalid'],
      ['another secret', await token().sign(new TextEncoder().encode('x'.repeat(40))), 'auth.tokenInvalid'],
      ['another algorithm', await token('HS512').sign(key), 'auth.tokenInvalid'],
      ['unsigned', none, 'auth.tokenInvalid'],
      ['unsigned, with a signature', `${noneHead}.${body}.${signature}`, 'auth.tokenInvalid'],
      ['changed', `${head}.${body.slice(0, -2)}AA.${signature}`, 'auth.tokenInvalid'],
      ['expired', await token().setExpirationTime('-1s').sign(key), 'auth.tokenExpired'],
      ['not for us', await token().setAudience('others').sign(key), 'auth.tokenInvalid'],
      ['of a session that there never was', await token().setSubject(village).sign(key), 'auth.sessionEnded'],
      ['of no id', await token().setSubject("' OR 1=1 --").sign(key), 'auth.sessionEnded'],
    ];
    for (const [which, given, code] of bad) {
      const answer = await me(given);
      expect({ which, status: answer.status, code: answer.body.code }).toEqual({ which, status: 401, code });
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it('cuts off a disabled account and an ended membership at once', async () => {
    const { id, username } = await organisation.account('clerk', village);
    const token = await signIn(test.api.url, username);
    await test.database.query('UPDATE membership SET valid_to = $2 WHERE account_id = $1', [
      id,
      new Date(now()),
    ]);
    expect((await me(token)).status).toBe(403);
    await test.database.query('UPDATE account SET disabled_at = $2 WHERE id = $1', [id, new Date(now())]);
    expect((await me(token)).body.code).toBe('auth.sessionEnded');
    expect((await open(username, PASSWORD)).body.code).toBe('session.failed');
  });

  it('slows down who tries very often from one address', async () => {
    const answers: number[] = [];
    for (let attempt = 0; attempt < 320; attempt++) answers.push((await open('', '')).status);
    expect(new Set(answers)).toEqual(new Set([400, 429]));
  });
});
