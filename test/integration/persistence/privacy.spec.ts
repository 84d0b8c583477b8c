import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { KeyRing } from '#crypto';
import {
  AccountDirectory,
  ContentStore,
  createDataSource,
  createPool,
  erasePerson,
  PersonDirectory,
  type Pool,
  Recorder,
} from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import { CaseStory } from './case-events.js';

/** In clear in the row of its case, for lists, until it is erased. */
const TITLE = '巷口堵塞 kewordtitel';
const MARKERS = {
  text: '标记甲-不许外泄',
  outside: '标记丁-QX-7',
  name: '标记乙某',
  phone: '19999999937',
  staff: '标记丙某',
  officePhone: '0730-8123999',
  email: 'biaoji@village.example',
};
const ring = KeyRing.parse(`k1:${randomBytes(32).toString('base64')}`);
let database: TestDatabase;
let pool: Pool;
let dataSource: DataSource;

beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url);
  dataSource = await createDataSource(database.url).initialize();
});
afterAll(async () => {
  await dataSource?.destroy();
  await pool?.end();
  await database?.close();
});

/** Every row of every table as text. */
async function dump(): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const rows = await Promise.all(tables.map(({ name }) => database.query(`SELECT t::text FROM ${name} t`)));
  return JSON.stringify(rows);
}

it('keeps texts, names and numbers out of every table in clear', async () => {
  const villageId = randomUUID();
  await database.query(`INSERT INTO place (id, level, name) VALUES ($1, 'county', '示例县')`, [villageId]);
  const story = new CaseStory();
  const store = new ContentStore(pool, ring);
  const [matter, title, number] = await store.put(`case/${story.caseId}`, [
    MARKERS.text,
    TITLE,
    MARKERS.outside,
  ]);
  const ref = {
    system: '12345',
    number: number!,
    index: ring.blindIndex('case.externalRef', MARKERS.outside),
  };
  await new Recorder(pool, ring).record(
    story.opened({ matter: matter!, title: title!, externalRefs: [ref] }),
  );
  const people = new PersonDirectory(dataSource, ring);
  const personId = await people.create({ villageId, name: MARKERS.name, phone: MARKERS.phone }, 0);
  const accounts = new AccountDirectory(dataSource, ring);
  const accountId = await accounts.create({ username: 'clerk', passwordHash: 'x', name: MARKERS.staff }, 0);
  await accounts.setEmail(accountId, MARKERS.email, 0);
  await accounts.setOfficePhone(accountId, MARKERS.officePhone);

  // The dump would show them: what is public is found in it.
  const everything = await dump();
  expect(everything.split(TITLE)).toHaveLength(2);
  expect(everything).toContain(personId);
  for (const marker of Object.values(MARKERS)) {
    const bytes = Buffer.from(marker);
    for (const form of [marker, bytes.toString('hex'), bytes.toString('base64'), JSON.stringify(marker)])
      expect(everything).not.toContain(form);
  }
  // And they are all there for who has the key.
  expect(await store.get([matter!])).toEqual([{ text: MARKERS.text }]);
  expect(await accounts.emailOf(accountId)).toBe(MARKERS.email);
  expect((await accounts.contacts([accountId])).get(accountId)).toEqual({
    name: MARKERS.staff,
    officePhone: MARKERS.officePhone,
  });
  expect((await people.get([personId])).get(personId)).toMatchObject({
    name: MARKERS.name,
    phone: MARKERS.phone,
  });
});

it('keeps nothing of the title of an erased case, not even its words', async () => {
  const [row] = await database.query<{ id: string }>('SELECT id FROM case_row WHERE title = $1', [TITLE]);
  await new ContentStore(pool, ring).erase(`case/${row!.id}`);
  const everything = await dump();
  expect(everything).toContain(row!.id);
  for (const word of [TITLE, 'kewordtitel', '巷', '堵']) expect(everything).not.toContain(word);
});

it('forgets an erased person, whose id stays', async () => {
  const people = new PersonDirectory(dataSource, ring);
  const [found] = await people.find({ villageIds: [await aPlaceId()], name: MARKERS.name, limit: 1 });
  expect(await erasePerson(pool, found!.id, 0)).toBe(true);
  expect(await erasePerson(pool, found!.id, 1)).toBe(false);
  expect((await people.get([found!.id])).get(found!.id)).toEqual({
    id: found!.id,
    villageId: found!.villageId,
  });
  expect(await people.find({ villageIds: [found!.villageId], name: MARKERS.name, limit: 1 })).toEqual([]);
});

it('finds people again after the oldest key was taken away, once the indexes are made anew', async () => {
  const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
  const [first, second] = [key('a'), key('b')];
  const villageId = await aPlaceId();
  await new PersonDirectory(dataSource, KeyRing.parse(second)).create({ villageId, name: '新人' }, 0);
  await new PersonDirectory(dataSource, KeyRing.parse(first)).create({ villageId, name: '旧人' }, 0);
  const both = new PersonDirectory(
    dataSource,
    KeyRing.parse(`${second},${first},k1:${randomBytes(32).toString('base64')}`),
  );
  expect(await both.find({ villageIds: [villageId], name: '旧人', limit: 9 })).toEqual([]);
  await dataSource.query(`DELETE FROM person WHERE index_key = 'k1'`);
  expect(await both.reindex()).toBe(2);
  expect(await both.find({ villageIds: [villageId], name: '旧人', limit: 9 })).toMatchObject([
    { name: '旧人' },
  ]);
});

const aPlaceId = async (): Promise<string> =>
  (await database.query<{ id: string }>('SELECT id FROM place LIMIT 1'))[0]!.id;
