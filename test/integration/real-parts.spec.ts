import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres, startTemporal, type TestDatabase, type TestTemporal } from '#testing';

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
});
