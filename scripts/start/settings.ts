import { resolve } from 'node:path';
import { type Config, loadConfig } from '#config';
import type { Secrets } from './data-folder.js';

export interface LauncherSettings {
  config: Config;
  /** Absolute path. */
  dataDir: string;
  /** Parts that are given from outside aren't started here. */
  embedded: { postgres: boolean; temporal: boolean };
}

/** What the product is given in place of what the environment leaves open. */
export interface Given {
  databaseUrl?: string;
  temporalAddress?: string;
  secrets: Pick<Secrets, 'encryptionKeys' | 'sessionSecret'>;
}

/** Stand-ins of the right shape for what the launcher itself will fill in. */
const TO_COME: Given = {
  databaseUrl: 'postgres://to:come@127.0.0.1:1/come',
  temporalAddress: '127.0.0.1:1',
  secrets: {
    encryptionKeys: `to-come:${Buffer.alloc(32).toString('base64')}`,
    sessionSecret: 'to-come-'.repeat(4),
  },
};

/**
 * Validates every setting before anything is started.
 *
 * @throws SettingsError
 */
export function readSettings(env: NodeJS.ProcessEnv): LauncherSettings {
  const config = loadConfig(productEnvironment(env, TO_COME));
  return {
    config,
    dataDir: resolve(config.data.dataDir),
    embedded: { postgres: !env['DATABASE_URL']?.trim(), temporal: !env['TEMPORAL_ADDRESS']?.trim() },
  };
}

/** The environment of the product: the one given, completed. */
export function productEnvironment(env: NodeJS.ProcessEnv, given: Given): NodeJS.ProcessEnv {
  const completed: NodeJS.ProcessEnv = {
    NODE_ENV: 'production',
    DATABASE_URL: given.databaseUrl,
    TEMPORAL_ADDRESS: given.temporalAddress,
    ENCRYPTION_KEYS: given.secrets.encryptionKeys,
    SESSION_SECRET: given.secrets.sessionSecret,
  };
  const set = Object.entries(env).filter(([, value]) => value?.trim());
  return { ...completed, ...Object.fromEntries(set) };
}
