import { randomBytes } from 'node:crypto';
import { type Config, loadConfig } from '#config';
import { freePorts } from '#runtime';
import { now, startPostgres, startTemporal, type TestDatabase, type TestTemporal } from '#testing';
import { type RunningApi, startApi } from '../../../apps/api/src/bootstrap.js';
import { Gate } from './gate.js';

export interface TestApi {
  readonly config: Config;
  readonly database: TestDatabase;
  readonly temporal: TestTemporal;
  /** Between the API and its database. */
  readonly gate: Gate;
  readonly api: RunningApi;
  close(): Promise<void>;
}

/** The real API on a free port, with a database and a task queue of its own. */
export async function startTestApi(): Promise<TestApi> {
  const [database, temporal, [port, gatePort]] = await Promise.all([
    startPostgres(),
    startTemporal(),
    freePorts(2),
  ]);
  const gate = await Gate.before(database.url, gatePort!);
  const url = new URL(database.url);
  url.host = `127.0.0.1:${gate.port}`;
  const config = loadConfig({
    PORT: String(port),
    DATABASE_URL: url.href,
    DATABASE_POOL_SIZE: '10',
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_TASK_QUEUE: temporal.taskQueue,
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
  });
  const api = await startApi(config, { now });
  return {
    config,
    database,
    temporal,
    gate,
    api,
    close: async () => {
      await api.close();
      await gate.shut();
      await Promise.all([database.close(), temporal.close()]);
    },
  };
}
