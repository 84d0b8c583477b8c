import { join } from 'node:path';
import { DataConfig, loadArea, loadWorkerConfig, type WorkerConfig } from '#config';
import { KeyRing } from '#crypto';
import { ContentStore, createPool, type Pool } from '#persistence';
import { createClient } from '#temporal';
import { ErasureLog, ERASURES_FILE } from '../../apps/worker/src/erasures/erasure-log.js';
import { Erasures } from '../../apps/worker/src/erasures/erasures.js';
import type { RecoveryParts } from '../../apps/worker/src/recovery/resync.js';
import { DataFolder } from '../start/data-folder.js';
import { productEnvironment } from '../start/settings.js';

/** Milliseconds for one statement: a whole case is looked at. */
const STATEMENT_MS = 60_000;

export interface Ops extends RecoveryParts {
  pool: Pool;
  config: WorkerConfig;
  erasures: Erasures;
  close(): Promise<void>;
}

/**
 * The servers that the settings name; what they leave open is that of the `npm start` in the data folder.
 *
 * @throws SettingsError
 */
export function connect(env: NodeJS.ProcessEnv = process.env): Ops {
  const folder = new DataFolder(loadArea(DataConfig, env).dataDir);
  const { given } = folder;
  const config = loadWorkerConfig(given ? productEnvironment(env, given) : env);
  const pool = createPool(config.database.url, { size: 4, statementTimeout: STATEMENT_MS });
  const ring = new KeyRing(config.security.encryptionKeys);
  const client = createClient(config.temporal, ring);
  return {
    config,
    pool,
    ring,
    client,
    taskQueue: config.temporal.taskQueue,
    now: Date.now,
    erasures: new Erasures(
      new ErasureLog(join(config.data.dataDir, ERASURES_FILE)),
      pool,
      new ContentStore(pool, ring),
    ),
    close: async () => {
      await client.connection.close();
      await pool.end();
    },
  };
}
