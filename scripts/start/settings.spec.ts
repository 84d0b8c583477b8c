import { describe, expect, it } from '@jest/globals';
import { productEnvironment, readSettings } from './settings.js';

const secrets = {
  encryptionKeys: `k:${Buffer.alloc(32, 7).toString('base64')}`,
  sessionSecret: 'x'.repeat(40),
};

describe('settings of the launcher', () => {
  it('bring everything along when the environment says nothing', () => {
    expect(readSettings({}).embedded).toEqual({ postgres: true, temporal: true });
    expect(readSettings({ DATABASE_URL: '  ' }).embedded.postgres).toBe(true);
  });

  it('leave to others what the environment names', () => {
    const env = { DATABASE_URL: 'postgres://a:b@db:5432/c', TEMPORAL_ADDRESS: 'temporal:7233' };
    expect(readSettings(env).embedded).toEqual({ postgres: false, temporal: false });
  });

  it('are refused before anything is started', () => {
    expect(() => readSettings({ PORT: '99999', ENCRYPTION_KEYS: 'x' })).toThrow(/PORT.*\n.*ENCRYPTION_KEYS/);
  });

  it('complete the environment, and never override it', () => {
    const given = { databaseUrl: 'postgres://own', temporalAddress: '127.0.0.1:1', secrets };
    const env = productEnvironment(
      { SESSION_SECRET: 'y'.repeat(40), TEMPORAL_ADDRESS: '', PORT: '1234' },
      given,
    );
    expect(env).toMatchObject({
      PORT: '1234',
      DATABASE_URL: 'postgres://own',
      TEMPORAL_ADDRESS: '127.0.0.1:1',
      ENCRYPTION_KEYS: secrets.encryptionKeys,
      SESSION_SECRET: 'y'.repeat(40),
    });
  });
});
