import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CaseNumbers, createDataSource, createPool, isMigrated, migrate, type Pool } from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';

describe('migrate', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startPostgres({ migrated: false });
  });
  afterAll(() => database?.close());

  it('may be started by several processes at once, and tells its progress', async () => {
    const dataSource = await createDataSource(database.url).initialize();
    expect(await isMigrated(dataSource)).toBe(false);
    const told: string[] = [];
    const tell = ({ name, index, total }: { name: string; index: number; total: number }) =>
      told.push(`${index}/${total} ${name}`);
    await Promise.all([
      migrate(database.url, tell),
      migrate(database.url, tell),
      migrate(database.url, tell),
    ]);
    expect(await isMigrated(dataSource)).toBe(true);
    await dataSource.destroy();
    expect(new Set(told).size).toBe(told.length);
    expect(told[0]).toMatch(/^1\/\d+ Baseline/);
  });

  it('can be taken back and done again', async () => {
    const dataSource = await createDataSource(database.url).initialize();
    try {
      const tables = () =>
        database.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`);
      const before = await tables();
      for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
      expect(await tables()).toEqual([{ tablename: 'schema_migration' }]);
      await dataSource.runMigrations();
      expect(await tables()).toEqual(before);
    } finally {
      await dataSource.destroy();
    }
  });

  it('agrees with the entities', async () => {
    const dataSource = await createDataSource(database.url).initialize();
    try {
      for (const { tableName, columns } of dataSource.entityMetadatas) {
        const rows = await database.query<{ name: string; optional: boolean }>(
          `SELECT column_name AS name, is_nullable = 'YES' AS optional FROM information_schema.columns
           WHERE table_schema = 'public' AND table_name = $1`,
          [tableName],
        );
        const mapped = columns.map(({ databaseName, isNullable }) => ({
          name: databaseName,
          optional: isNullable,
        }));
        expect(new Set(mapped)).toEqual(new Set(rows));
      }
    } finally {
      await dataSource.destroy();
    }
  });
});

describe('CaseNumbers', () => {
  const township = randomUUID();
  const in2026 = Date.parse('2026-12-31T23:59:59+08:00');
  let database: TestDatabase;
  let pool: Pool;
  let numbers: CaseNumbers;
  beforeAll(async () => {
    database = await startPostgres();
    pool = createPool(database.url, { size: 10 });
    numbers = new CaseNumbers(pool);
    const county = randomUUID();
    await database.query(
      `INSERT INTO place (id, parent_id, level, name)
       VALUES ($1, NULL, 'county', '示例县'), ($2, $1, 'township', '清溪镇')`,
      [county, township],
    );
  });
  afterAll(async () => {
    await pool?.end();
    await database?.close();
  });

  it('counts within township and year of Shanghai', async () => {
    expect(await numbers.numberFor(randomUUID(), township, in2026)).toBe('清溪2026-0001');
    expect(await numbers.numberFor(randomUUID(), township, in2026)).toBe('清溪2026-0002');
    expect(await numbers.numberFor(randomUUID(), township, in2026 + 1_000)).toBe('清溪2027-0001');
  });

  it('gives one case one number and no number twice, also when all ask at once', async () => {
    const cases = Array.from({ length: 15 }, () => randomUUID());
    const given = await Promise.all(
      [...cases, ...cases, ...cases].map(
        async (id) => [id, await numbers.numberFor(id, township, in2026)] as const,
      ),
    );
    const byCase = Map.groupBy(given, ([id]) => id);
    for (const pairs of byCase.values()) expect(new Set(pairs.map(([, number]) => number)).size).toBe(1);
    expect(new Set(given.map(([, number]) => number)).size).toBe(cases.length);
  });

  it('has none for a place that it does not know', async () => {
    await expect(numbers.numberFor(randomUUID(), randomUUID(), in2026)).rejects.toThrow(/no number/);
  });
});
