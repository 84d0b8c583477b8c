import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres, startTemporal, type TestDatabase, type TestTemporal } from '#testing';

const MAIN = join(import.meta.dirname, '..', '..', 'dist/apps/worker/src/main.js');
const KEYS = `test:${randomBytes(32).toString('base64')}`;

let database: TestDatabase;
let temporal: TestTemporal;
beforeAll(async () => {
  [database, temporal] = await Promise.all([startPostgres(), startTemporal()]);
});
afterAll(async () => {
  await Promise.all([database?.close(), temporal?.close()]);
});

/** Runs the worker's program until it ends by itself; gives its exit code and what it said. */
async function run(settings: Record<string, string>): Promise<{ code: number; said: string }> {
  const worker = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      TEMPORAL_TASK_QUEUE: temporal.taskQueue,
      ENCRYPTION_KEYS: KEYS,
      SESSION_SECRET: randomBytes(32).toString('hex'),
      ...settings,
    },
  });
  let said = '';
  for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (text) => (said += String(text)));
  const overdue = setTimeout(() => worker.kill('SIGKILL'), 30_000);
  const [code] = (await once(worker, 'close')) as [number];
  clearTimeout(overdue);
  return { code, said };
}

describe('a worker that can not poll does not stay', () => {
  it.each([
    ['an unknown namespace', { TEMPORAL_NAMESPACE: 'nowhere' }, /nowhere/],
    ['no Temporal', { TEMPORAL_ADDRESS: '127.0.0.1:1' }, /connect/i],
    ['a setting that is not allowed', { ENCRYPTION_KEYS: 'k1:short-and-secret' }, /^ENCRYPTION_KEYS/m],
  ])('%s', async (_what, settings, reason) => {
    const { code, said } = await run(settings);
    expect(code).toBe(1);
    expect(said).toMatch(reason);
    expect(said).not.toContain('short-and-secret');
    expect(said).not.toContain(KEYS.slice('test:'.length));
    expect(said).not.toContain(database.url);
  });
});
