import { randomBytes } from 'node:crypto';
import { type Config, loadConfig } from '#config';
import { freePorts } from '#runtime';
import { startPostgres, startTemporal, type TestDatabase, type TestTemporal } from '#testing';
import { type RunningApi, startApi } from '../../../apps/api/src/bootstrap.js';

export interface TestApi {
  readonly config: Config;
  readonly database: TestDatabase;
  readonly temporal: TestTemporal;
  readonly api: RunningApi;
  close(): Promise<void>;
}

/** The real API on a free port, with a database and a task queue of its own. */
export async function startTestApi(): Promise<TestApi> {
  const [database, temporal, [port]] = await Promise.all([startPostgres(), startTemporal(), freePorts(1)]);
  const config = loadConfig({
    PORT: String(port),
    DATABASE_URL: database.url,
    DATABASE_POOL_SIZE: '10',
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_TASK_QUEUE: temporal.taskQueue,
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
  });
  const api = await startApi(config);
  return {
    config,
    database,
    temporal,
    api,
    close: async () => {
      await api.close();
      await Promise.all([database.close(), temporal.close()]);
    },
  };
}
