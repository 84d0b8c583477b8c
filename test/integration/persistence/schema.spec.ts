import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await startPostgres();
  dataSource = await createDataSource(database.url).initialize();
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.close();
});

/** Migrations alone name them: partial indexes, checks and the like are more than an entity can say. */
const OF_MIGRATIONS = [/^DROP INDEX /, /^ALTER TABLE "\w+" DROP CONSTRAINT /];

it('has an entity for every table', async () => {
  const rows = await database.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration'`,
  );
  const described = dataSource.entityMetadatas.map(({ tableName }) => tableName);
  expect(described.sort()).toEqual(rows.map(({ name }) => name).sort());
});

/** How a column is generated stands in the migrations; that it is never written must stand in the entity. */
async function generatedColumns(): Promise<{ table: string; name: string }[]> {
  const columns = await database.query<{ table: string; name: string }>(
    `SELECT table_name AS table, column_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND is_generated = 'ALWAYS' ORDER BY 1, 2`,
  );
  const readOnly = dataSource.entityMetadatas.flatMap(({ tableName, columns: all }) =>
    all.filter(({ isInsert, isUpdate }) => !isInsert && !isUpdate).map((c) => [tableName, c.databaseName]),
  );
  expect(readOnly.sort()).toEqual(columns.map(({ table, name }) => [table, name]));
  return columns;
}

it('leaves nothing for TypeORM to change in columns, keys and defaults', async () => {
  const generated = await generatedColumns();
  // Where TypeORM would look up how it had generated columns itself.
  await database.query(
    `CREATE TABLE typeorm_metadata (type text, database text, schema text, "table" text, name text, value text);
     GRANT SELECT ON typeorm_metadata TO PUBLIC`,
  );
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  await database.query('DROP TABLE typeorm_metadata');
  const explained = [
    ...OF_MIGRATIONS,
    /^(INSERT INTO|DELETE FROM) "typeorm_metadata"/,
    ...generated.map(
      ({ table, name }) => new RegExp(`^(ALTER TABLE|UPDATE) "${table}" .*"(TEMP_OLD_)?${name}"`),
    ),
  ];
  const changes = upQueries.map(({ query }) => query);
  expect(changes.filter((query) => !explained.some((one) => one.test(query)))).toEqual([]);
  // It did look.
  expect(changes.length).toBeGreaterThan(20);
});
