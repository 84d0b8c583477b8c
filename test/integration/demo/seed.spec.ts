import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { KeyRing } from '#crypto';
import { addDays, dateOf, isOff, ROLES } from '#domain';
import { AccountDirectory, Catalogue, createDataSource, PersonDirectory } from '#persistence';
import { now, startPostgres, type TestDatabase } from '#testing';
import type { DemoAccount } from '../../../scripts/demo/accounts-file.js';
import { personId, placeId } from '../../../scripts/demo/ids.js';
import { seedDemo } from '../../../scripts/demo/seed.js';
import { publishCatalogue } from '../../../scripts/seed/catalogue.js';

const key = randomBytes(32);
const folder = mkdtempSync(join(tmpdir(), 'qunying-demo-'));
const accountsFile = join(folder, 'accounts.json');
const environment = { ...process.env };
let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await startPostgres();
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    ENCRYPTION_KEYS: `k1:${key.toString('base64')}`,
    SESSION_SECRET: 'x'.repeat(40),
  });
  dataSource = await createDataSource(database.url).initialize();
  await seedDemo({ accountsFile, now: now() });
});
afterAll(async () => {
  process.env = environment;
  rmSync(folder, { recursive: true });
  await dataSource?.destroy();
  await database?.close();
});

const ring = new KeyRing([{ id: 'k1', key }]);
const accountsOf = () => JSON.parse(readFileSync(accountsFile, 'utf8')) as DemoAccount[];
/** In Shanghai, as the installation counts it. */
const thisYear = (): number => Number(dateOf(now()).slice(0, 4));
const TABLES = [
  'place',
  'department',
  'account',
  'membership',
  'person',
  'person_kin',
  'pool',
  'pool_member',
];
const everything = async () =>
  Promise.all(
    [...TABLES, 'procedure_version', 'calendar_version'].map((table) =>
      database.query(`SELECT t.* FROM ${table} t ORDER BY t::text`),
    ),
  );

describe('seedDemo', () => {
  it('has somebody with a working password for every role', async () => {
    const accounts = accountsOf();
    expect(new Set(accounts.map(({ role }) => role))).toEqual(new Set(ROLES));
    const directory = new AccountDirectory(dataSource, ring);
    const clerk = accounts.find(({ role, place }) => role === 'clerk' && place === '柳塘村')!;
    const account = await directory.findByUsername(clerk.username);
    expect(await verify(account!.passwordHash, clerk.password)).toBe(true);
    expect(await directory.memberships(account!.id, now())).toEqual([
      { role: 'clerk', place: { level: 'village', id: placeId('liutang') }, placeName: '柳塘村' },
    ]);
    expect(new Set(accounts.map(({ password }) => password)).size).toBe(accounts.length);
  });

  it('publishes procedures and a calendar that reaches over the next year', async () => {
    const catalogue = new Catalogue(dataSource);
    expect((await catalogue.procedures()).map(({ key: k }) => k).sort()).toEqual(
      expect.arrayContaining(['intake', 'dispute', 'development']),
    );
    const calendar = await catalogue.nationalCalendar();
    expect(isOff(calendar!, `${thisYear()}-10-01`)).toBe(true);
    const lastDay = addDays(calendar!.from, calendar!.days - 1);
    expect(lastDay).toBe(`${thisYear() + 1}-12-31`);
  });

  it('publishes the same for an installation without demo data', async () => {
    const empty = await startPostgres();
    const source = await createDataSource(empty.url).initialize();
    try {
      await publishCatalogue(empty.url, now());
      await publishCatalogue(empty.url, now());
      const [here, there] = [new Catalogue(source), new Catalogue(dataSource)];
      expect(await here.procedures()).toEqual(await there.procedures());
      expect(await here.nationalCalendar()).toEqual(await there.nationalCalendar());
      expect(await empty.query('SELECT 1 FROM place')).toEqual([]);
    } finally {
      await source.destroy();
      await empty.close();
    }
  });

  it('knows kin whichever is named first, and finds people by name and phone', async () => {
    const people = new PersonDirectory(dataSource, ring);
    const [wu, li] = [personId('liutang', '吴八'), personId('liutang', '李四')];
    const kin = await people.kinBetween([wu, personId('liutang', '王五')], [li]);
    expect(kin).toEqual([{ one: wu, other: li, relation: '妹夫' }]);
    expect(await people.kinBetween([li], [wu])).toEqual([{ one: li, other: wu, relation: '妹夫' }]);
    const villageIds = [placeId('liutang')];
    expect(await people.find({ villageIds, name: ' 张 三', limit: 9 })).toMatchObject([{ name: '张三' }]);
    expect(await people.find({ villageIds, phone: '+86 100-0000-0003', limit: 9 })).toMatchObject([
      { name: '张三' },
    ]);
    expect(await people.find({ villageIds: [placeId('shiqiao')], name: '张三', limit: 9 })).toEqual([]);
  });

  it('changes nothing when run again', async () => {
    const [before, accounts] = [await everything(), accountsOf()];
    await seedDemo({ accountsFile, now: now() });
    expect(await everything()).toEqual(before);
    expect(accountsOf()).toEqual(accounts);
  });

  it('makes new passwords when the file was lost or is half written', async () => {
    writeFileSync(accountsFile, '[{');
    await seedDemo({ accountsFile, now: now() });
    const [first] = accountsOf();
    const account = await new AccountDirectory(dataSource, ring).findByUsername(first!.username);
    expect(await verify(account!.passwordHash, first!.password)).toBe(true);
  });

  it('keeps names and numbers out of the tables in clear', async () => {
    for (const table of TABLES) {
      const rows = JSON.stringify(await database.query(`SELECT t::text FROM ${table} t`));
      for (const marker of ['张三', '郑九', '柳文书', '10000000003']) {
        expect(rows).not.toContain(marker);
        expect(rows).not.toContain(Buffer.from(marker).toString('hex'));
      }
    }
  });
});
