import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { KeyRing } from '#crypto';
import {
  CaseReader,
  ContentStore,
  createDataSource,
  createPool,
  PersonDirectory,
  type Pool,
  Recorder,
} from '#persistence';
import { startPostgres, type TestDatabase } from '#testing';
import { ErasureLog } from '../../apps/worker/src/erasures/erasure-log.js';
import { Erasures } from '../../apps/worker/src/erasures/erasures.js';
import { CaseStory } from './persistence/case-events.js';
import { DatabaseBackup } from '../support/restores.js';

const ring = KeyRing.parse(`k1:${randomBytes(32).toString('base64')}`);
const AT = Date.parse('2026-11-02T02:00:00Z');
let database: TestDatabase;
let pool: Pool;
let folder: string;

beforeAll(async () => {
  database = await startPostgres();
  pool = createPool(database.url);
  folder = await mkdtemp(join(tmpdir(), 'qunying-erasures-'));
});
afterAll(async () => {
  await pool?.end();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

async function withPeople<T>(work: (people: PersonDirectory) => Promise<T>): Promise<T> {
  const dataSource = await createDataSource(database.url, { poolSize: 1 }).initialize();
  try {
    return await work(new PersonDirectory(dataSource, ring));
  } finally {
    await dataSource.destroy();
  }
}
const titleOf = async (caseId: string) => (await new CaseReader(pool).findCase(caseId))?.title;
const nameOf = (id: string) => withPeople(async (people) => (await people.get([id])).get(id)?.name);

it('what was erased is erased again after PostgreSQL was restored, by the log alone', async () => {
  const story = new CaseStory();
  const { caseId } = story;
  const countyId = randomUUID();
  await pool.query(`INSERT INTO place (id, level, name) VALUES ($1, 'county', '示例县')`, [countyId]);
  const person = await withPeople((people) => people.create({ villageId: countyId, name: '张三' }, AT));
  const texts = () => new ContentStore(pool, ring);
  const [gone, kept] = [
    await texts().put(`case/${caseId}`, ['要删除的话', '要删除的标题']),
    await texts().put(`case/${randomUUID()}`, ['留下的话']),
  ];
  await new Recorder(pool, ring).record(story.opened({ matter: gone[0]!, title: gone[1]! }));
  expect(await titleOf(caseId)).toBe('要删除的标题');
  const erasures = () => new Erasures(new ErasureLog(join(folder, 'erasures.log')), pool, texts());
  expect(await erasures().again()).toEqual([]);

  await pool.end();
  const backup = await DatabaseBackup.of(database);
  pool = createPool(database.url);
  await erasures().erase(`case/${caseId}`, AT);
  await erasures().erase(`person/${person}`, AT);
  expect(await texts().get([...gone, ...kept])).toEqual([
    { missing: 'erased' },
    { missing: 'erased' },
    { text: '留下的话' },
  ]);
  expect(await titleOf(caseId)).toBeUndefined();
  expect(await nameOf(person)).toBeUndefined();
  expect(await erasures().again()).toEqual([]);

  await pool.end();
  await backup.restore();
  pool = createPool(database.url);
  expect(await texts().get(gone)).toEqual([{ text: '要删除的话' }, { text: '要删除的标题' }]);
  expect(await titleOf(caseId)).toBe('要删除的标题');
  expect(await nameOf(person)).toBe('张三');
  expect(await erasures().again()).toEqual([`case/${caseId}`, `person/${person}`]);
  expect(await texts().get([...gone, ...kept])).toEqual([
    { missing: 'erased' },
    { missing: 'erased' },
    { text: '留下的话' },
  ]);
  expect(await titleOf(caseId)).toBeUndefined();
  expect(await nameOf(person)).toBeUndefined();
  await backup.remove();
  expect(await readFile(join(folder, 'erasures.log'), 'utf8')).not.toMatch(/张三|话/);
});
