import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  startPostgres,
  startTemporal,
  startTimeSkipping,
  type TestDatabase,
  type TestTemporal,
} from '#testing';

describe('the real parts of a test run', () => {
  let first: TestDatabase;
  let second: TestDatabase;
  let temporal: TestTemporal;

  beforeAll(async () => {
    [first, second, temporal] = await Promise.all([
      startPostgres({ migrated: false }),
      startPostgres({ migrated: false }),
      startTemporal({ ownNamespace: true }),
    ]);
  });

  afterAll(async () => {
    await Promise.all([first.close(), second.close(), temporal.close()]);
  });

  it('give each spec a database of its own', async () => {
    await first.query('CREATE TABLE only_here (id int)');
    expect(await first.query("SELECT to_regclass('only_here')::text AS name")).toEqual([
      { name: 'only_here' },
    ]);
    expect(await second.query("SELECT to_regclass('only_here')::text AS name")).toEqual([{ name: null }]);
  });

  it('keep histories as long as asked, in a namespace that can be used at once', async () => {
    const { config } = await temporal.connection.workflowService.describeNamespace({
      namespace: temporal.namespace,
    });
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(86_400);
    const { count } = await temporal.client().workflow.count();
    expect(count).toBe(0);
  });

  it('skip days of virtual time', async () => {
    const env = await startTimeSkipping();
    try {
      const before = await env.currentTimeMs();
      await env.sleep('7 days');
      expect((await env.currentTimeMs()) - before).toBeGreaterThanOrEqual(7 * 86_400_000);
    } finally {
      await env.teardown();
    }
  });
});
