import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { CASE_WORKFLOW, caseWorkflowId, commandUpdate } from '#contracts';
import { type Config, loadConfig } from '#config';
import { KeyRing } from '#crypto';
import { RULES_VERSION } from '#domain';
import { eventually } from '#runtime';
import { createClient } from '#temporal';
import { startPostgres, startTemporal, type TestDatabase, type TestTemporal } from '#testing';
import { WithStartWorkflowOperation } from '@temporalio/client';
import { startWorker } from '../../../apps/worker/src/bootstrap.js';
import { opening } from '../../support/commands.js';
import { shippedGame } from '../../support/play.js';

let database: TestDatabase;
let temporal: TestTemporal;
beforeAll(async () => {
  [database, temporal] = await Promise.all([startPostgres(), startTemporal()]);
});
afterAll(async () => {
  await Promise.all([database?.close(), temporal?.close()]);
});

const config = (more: Record<string, string> = {}): Config =>
  loadConfig({
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    TEMPORAL_TASK_QUEUE: temporal.taskQueue,
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
    SESSION_SECRET: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'silent',
    ...more,
  });

const pollersOf = async (taskQueueType: 1 | 2): Promise<number> => {
  const { namespace, taskQueue } = temporal;
  const { pollers } = await temporal.connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: taskQueue },
    taskQueueType,
  });
  return pollers?.length ?? 0;
};

describe('the worker as the product starts it', () => {
  it('polls, carries cases, and ends when it is told to', async () => {
    const settings = config();
    const worker = await startWorker(settings);
    await eventually(
      async () => {
        expect(worker.isPolling()).toBe(true);
        expect(await pollersOf(1)).toBeGreaterThan(0);
        expect(await pollersOf(2)).toBeGreaterThan(0);
      },
      { withinMs: 10_000, everyMs: 50 },
    );

    const caseId = randomUUID();
    const client = createClient(settings.temporal, new KeyRing(settings.security.encryptionKeys));
    const { version } = await client.workflow.executeUpdateWithStart(commandUpdate, {
      args: [opening(await shippedGame(), caseId)],
      startWorkflowOperation: new WithStartWorkflowOperation(CASE_WORKFLOW, {
        workflowId: caseWorkflowId(caseId),
        taskQueue: temporal.taskQueue,
        workflowIdConflictPolicy: 'FAIL',
        args: [{ caseId, rules: RULES_VERSION }],
      }),
    });
    expect(await database.query('SELECT version FROM case_row WHERE id = $1', [caseId])).toEqual([
      { version },
    ]);
    await client.connection.close();

    await worker.shutdown();
    expect(worker.isPolling()).toBe(false);
    await expect(worker.running).resolves.toBeUndefined();
  });

  it('does not start where there is no Temporal', async () => {
    await expect(startWorker(config({ TEMPORAL_ADDRESS: '127.0.0.1:1' }))).rejects.toThrow();
  });
});
