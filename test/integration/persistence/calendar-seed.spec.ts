import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { encodeCalendar, isOff } from '#domain';
import { CalendarStore, createDataSource } from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import type { DataSource } from 'typeorm';

const NOW = Date.parse('2026-11-02T09:00:00+08:00');

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await startPostgres();
  dataSource = await createDataSource(database.url, { poolSize: 1 }).initialize();
});
afterAll(async () => {
  await dataSource?.destroy();
  await database?.close();
});

/** 2026 and 2027, of which 2027 is a guess until it is announced. */
const brought = (announced: boolean) => (version: number) =>
  encodeCalendar({
    version,
    from: '2026-01-01',
    days: 730,
    off: new Set(announced ? ['2027-02-12'] : ['2027-02-06']),
    ...(!announced && { provisionalFrom: '2027-01-01' }),
  });

async function seed(announced: boolean) {
  await dataSource.transaction((db) => new CalendarStore(db).prolong('2027-12-31', brought(announced), NOW));
  const [newest, ...older] = await new CalendarStore(dataSource.manager).list([], undefined, 10);
  return { newest: newest!.bits, versions: 1 + older.length };
}

it('the installation publishes a year anew when it was a guess and is announced, and otherwise once', async () => {
  expect((await seed(false)).newest).toMatchObject({ version: 1, provisionalFrom: '2027-01-01' });
  expect((await seed(false)).versions).toBe(1);
  const { newest, versions } = await seed(true);
  expect(versions).toBe(2);
  expect(newest.provisionalFrom).toBeUndefined();
  expect([isOff(newest, '2027-02-06'), isOff(newest, '2027-02-12')]).toEqual([false, true]);
  expect((await seed(true)).versions).toBe(2);
  // An older release beside it takes nothing back.
  expect((await seed(false)).versions).toBe(2);
});
