import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { loadWorkerConfig, type WorkerConfig } from '#config';
import { caseWorkflowId, MAINTENANCE_TASKS, maintenanceScheduleId } from '#contracts';
import { KeyRing } from '#crypto';
import { ContentStore, createPool, type Pool } from '#persistence';
import { dataConverter } from '#temporal';
import { now, startPostgres, startTemporal, type TestDatabase, type TestTemporal, until } from '#testing';
import type { Client } from '@temporalio/client';
import { type RunningWorker, startWorker } from '../../apps/worker/src/bootstrap.js';

const DAY = 86_400_000;
let database: TestDatabase;
let temporal: TestTemporal;
let config: WorkerConfig;
let pool: Pool;
let client: Client;
let texts: ContentStore;
let worker: RunningWorker;

beforeAll(async () => {
  [database, temporal] = await Promise.all([startPostgres(), startTemporal()]);
  config = loadWorkerConfig({
    DATA_DIR: await mkdtemp(join(tmpdir(), 'qunying-maintenance-')),
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_TASK_QUEUE: temporal.taskQueue,
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    LOG_LEVEL: 'silent',
  });
  const ring = new KeyRing(config.security.encryptionKeys);
  pool = createPool(database.url);
  client = temporal.client({ dataConverter: dataConverter(ring) });
  texts = new ContentStore(pool, ring, () => now() - 3 * DAY);
  worker = await startWorker(config);
}, 60_000);
afterAll(async () => {
  await worker?.shutdown();
  for (const task of MAINTENANCE_TASKS) await schedule(task).delete();
  await pool?.end();
  await Promise.all([database?.close(), temporal?.close()]);
  await rm(config.data.dataDir, { recursive: true, force: true });
});

const schedule = (task: (typeof MAINTENANCE_TASKS)[number]) =>
  client.schedule.getHandle(maintenanceScheduleId(temporal.taskQueue, task));
const isMade = async (task: (typeof MAINTENANCE_TASKS)[number]): Promise<boolean> =>
  schedule(task)
    .describe()
    .then(
      () => true,
      () => false,
    );

it('the worker has Temporal start what is to be done again and again', async () => {
  for (const task of MAINTENANCE_TASKS) await until(() => isMade(task), `${task} is scheduled`);
  const { spec, policies, action } = await schedule('sweepFiles').describe();
  expect(spec).toMatchObject({ timezone: 'Asia/Shanghai' });
  expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: DAY });
  expect(action).toMatchObject({ workflowType: 'maintenanceWorkflow', args: ['sweepFiles'] });
});

it('started again it leaves them as they are, also one that an operator has paused', async () => {
  await schedule('sweepFiles').pause('disk is being replaced');
  const before = await schedule('sweepFiles').describe();
  await worker.shutdown();
  // As an older release made it.
  await schedule('sweepFiles').update(({ action, policies, state }) => ({
    action,
    policies,
    state,
    spec: { intervals: [{ every: '7 days' }] },
  }));
  worker = await startWorker(config);
  await until(async () => {
    const { spec } = await schedule('sweepFiles').describe();
    return (spec.calendars?.length ?? 0) > 0;
  }, 'the schedule is brought up to date');
  const after = await schedule('sweepFiles').describe();
  expect(after.spec).toEqual(before.spec);
  expect(after.state).toMatchObject({ paused: true, note: 'disk is being replaced' });
});

it('a run of the schedule sweeps what nothing will come of', async () => {
  const caseId = randomUUID();
  const putFor = { workflowId: caseWorkflowId(caseId), commandId: randomUUID() };
  const refs = await texts.put(`case/${caseId}`, ['被拒绝的请求留下的话'], putFor);
  await schedule('sweepContent').trigger();
  await until(async () => {
    const [found] = await texts.get(refs);
    return found !== undefined && 'missing' in found;
  }, 'it is swept');
});

it('each of them ends well', async () => {
  for (const task of ['sweepFiles', 'catchUpCalendars'] as const) await schedule(task).trigger();
  for (const task of ['sweepFiles', 'catchUpCalendars'] as const) {
    await until(async () => {
      const { info } = await schedule(task).describe();
      return info.recentActions.length > 0;
    }, `${task} has begun`);
    const { info } = await schedule(task).describe();
    const { action } = info.recentActions[0]!;
    if (action.type !== 'startWorkflow') throw new Error(action.type);
    await client.workflow.getHandle(action.workflow.workflowId, action.workflow.firstExecutionRunId).result();
  }
});
