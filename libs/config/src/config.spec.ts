import { describe, expect, it } from '@jest/globals';
import { allSettings, HttpConfig, loadArea, loadConfig, loadWorkerConfig, SettingsError } from './index.js';
import { parseKeyRing } from './security.config.js';

const key = (fill: number): string => Buffer.alloc(32, fill).toString('base64');

const complete = {
  DATABASE_URL: 'postgres://qunying:pw@127.0.0.1:5432/qunying',
  ENCRYPTION_KEYS: `b:${key(2)},a:${key(1)}`,
  SESSION_SECRET: 's'.repeat(32),
  MAIL_FROM: 'qunying@example.org',
};

function wrongNames(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.settings.map(({ name }) => name);
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('have defaults for all but what must be given', () => {
    const config = loadConfig(complete);
    expect(config.http).toMatchObject({ port: 3000, host: '127.0.0.1', url: 'http://127.0.0.1:3000' });
    expect(config.temporal).toMatchObject({ address: '127.0.0.1:7233', namespace: 'qunying', tls: false });
    expect(config.data).toMatchObject({ dataDir: 'data', demo: true });
    expect(config.database.poolSize).toBe(20);
    expect(config.log.level).toBe('info');
    expect(wrongNames({})).toEqual(['DATABASE_URL', 'ENCRYPTION_KEYS', 'SESSION_SECRET']);
  });

  it('ask the worker for no secret that signs people in', () => {
    const { SESSION_SECRET: _, ...env } = complete;
    expect(wrongNames(env)).toEqual(['SESSION_SECRET']);
    expect(Object.keys(loadWorkerConfig(env))).not.toContain('session');
  });

  it('take an empty or blank variable for unset', () => {
    expect(loadConfig({ ...complete, PORT: '', TEMPORAL_API_KEY: ' ' }).http.port).toBe(3000);
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '3e3'],
    ['PORT', '0x50'],
    ['PORT', '３０００'],
    ['HOST', 'example'],
    ['PUBLIC_URL', 'ftp://example.org'],
    ['DEMO', 'yes'],
    ['DATABASE_URL', 'mysql://a/b'],
    ['DATABASE_POOL_SIZE', '-1'],
    ['TEMPORAL_ADDRESS', 'http://localhost:7233'],
    ['TEMPORAL_NAMESPACE', 'a b'],
    ['TEMPORAL_TASK_QUEUE', '/'],
    ['TEMPORAL_TLS', '1'],
    ['TEMPORAL_API_KEY', 'two words'],
    ['ENCRYPTION_KEYS', 'a:c2hvcnQ='],
    ['ENCRYPTION_KEYS', `a:${key(1)},a:${key(2)}`],
    ['SESSION_SECRET', 'short'],
    ['SMTP_URL', 'mail.example.org'],
    ['SMTP_URL', 'http://mail.example.org'],
    ['MAIL_FROM', 'nobody'],
    ['MAIL_FROM', 'a@b.example, c@d.example'],
    ['MAIL_DIGEST_AT', '24:00'],
    ['MAIL_DIGEST_AT', '9:00'],
    ['LOG_LEVEL', 'loud'],
  ])('refuse %s=%s by name and tell what is allowed, never the value', (name, value) => {
    expect(wrongNames({ ...complete, [name]: value })).toEqual([name]);
    const setting = allSettings().find((one) => one.name === name);
    expect(() => loadConfig({ ...complete, [name]: value })).toThrow(
      `${name}：${setting?.allowed.zh}。 / ${name}: ${setting?.allowed.en}.`,
    );
  });

  it('need a sender as soon as there is a mail server', () => {
    expect(loadConfig(complete).mail).toMatchObject({ digestAt: '09:00' });
    expect(loadConfig(complete).mail.smtpUrl).toBeUndefined();
    const smtp = { ...complete, MAIL_FROM: '', SMTP_URL: 'smtps://user:p%40ss@mail.example.org:465' };
    expect(wrongNames(smtp)).toEqual(['MAIL_FROM']);
    expect(loadConfig({ ...smtp, MAIL_FROM: 'qunying@example.org' }).mail.from).toBe('qunying@example.org');
  });

  it('never print a secret that is wrong', () => {
    const secret = 'geheim!';
    for (const { name } of allSettings().filter((setting) => setting.secret)) {
      const attempt = (): unknown => loadConfig({ ...complete, [name]: `${secret} ${secret}` });
      expect(attempt).toThrow(name);
      expect(attempt).not.toThrow(secret);
    }
  });

  it('tell all that is wrong at once, over all areas', () => {
    expect(wrongNames({ ...complete, PORT: 'x', TEMPORAL_TLS: 'x', LOG_LEVEL: 'x' })).toEqual([
      'PORT',
      'TEMPORAL_TLS',
      'LOG_LEVEL',
    ]);
  });

  it('read one area alone', () => {
    expect(loadArea(HttpConfig, { PORT: '8080', HOST: '0.0.0.0' }).url).toBe('http://localhost:8080');
    expect(loadArea(HttpConfig, { HOST: '::1' }).url).toBe('http://[::1]:3000');
    expect(loadArea(HttpConfig, { PUBLIC_URL: 'https://qunying.example/' }).url).toBe(
      'https://qunying.example',
    );
  });

  it('keep the order of the key ring: the first key encrypts', () => {
    expect(loadConfig(complete).security.encryptionKeys.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(parseKeyRing(`a:${key(1)}`)?.[0]?.key).toEqual(Buffer.alloc(32, 1));
  });
});
