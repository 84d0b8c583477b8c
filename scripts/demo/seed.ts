import { hash, verify } from '@node-rs/argon2';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { DatabaseConfig, loadArea, SecurityConfig } from '#config';
import { KeyRing } from '#crypto';
import { dateOf } from '#domain';
import {
  type Account,
  AccountDirectory,
  createDataSource,
  DepartmentEntity,
  MembershipEntity,
  PersonDirectory,
  PlaceEntity,
  PoolEntity,
  PoolMemberEntity,
} from '#persistence';
import { withLock } from '#runtime';
import { seedCatalogue } from '../seed/catalogue.js';
import { ACCOUNTS_FILE, type DemoAccount, demoAccounts } from './accounts-file.js';
import { demoId, personId, placeId } from './ids.js';
import { COUNTY, DEPARTMENTS, STAFF, TOWNSHIP, VILLAGES } from './organisation.js';
import { KIN, PEOPLE } from './people.js';

const DAY = 86_400_000;

/**
 * Loads the demo township: places, departments, staff with accounts (`demo/accounts.json`), people, kin and pools, and
 * the catalogue that every case needs. Adds what is missing and changes nothing that is there, but for the passwords of
 * the demo accounts: those are always the file's.
 *
 * @param options.now the product's present, milliseconds since 1970: who holds what since when is counted from it
 */
export async function seedDemo({
  accountsFile = ACCOUNTS_FILE,
  env = process.env,
  now = Date.now(),
} = {}): Promise<void> {
  // Two starts at once would each write passwords that the other doesn't set.
  const credentials = await withLock(`${accountsFile}.lock`, async () => demoAccounts(accountsFile));
  const ring = new KeyRing(loadArea(SecurityConfig, env).encryptionKeys);
  const dataSource = await createDataSource(loadArea(DatabaseConfig, env).url, { poolSize: 2 }).initialize();
  try {
    await dataSource.transaction(async (database) => {
      await seedCatalogue(database, now);
      await seedPlaces(database);
      await seedStaff(database, new AccountDirectory(database, ring), credentials, now);
      await seedPeople(new PersonDirectory(database, ring), now);
      await seedPools(database, now);
    });
  } finally {
    await dataSource.destroy();
  }
}

async function seedPlaces(database: EntityManager): Promise<void> {
  const [county, township] = [placeId(COUNTY.key), placeId(TOWNSHIP.key)];
  await addMissing(database, PlaceEntity, [
    { id: county, level: 'county', name: COUNTY.name },
    { id: township, parentId: county, level: 'township', name: TOWNSHIP.name },
    ...VILLAGES.map(({ key, name }) => ({
      id: placeId(key),
      parentId: township,
      level: 'village' as const,
      name,
    })),
    ...VILLAGES.flatMap(({ key, grids }) =>
      grids.map((name) => ({
        id: placeId(`${key}/${name}`),
        parentId: placeId(key),
        level: 'grid' as const,
        name,
      })),
    ),
  ]);
  await addMissing(
    database,
    DepartmentEntity,
    DEPARTMENTS.map(({ key, kind, name }) => ({
      id: demoId('department', key),
      placeId: township,
      kind,
      name,
    })),
  );
}

async function seedStaff(
  database: EntityManager,
  accounts: AccountDirectory,
  credentials: readonly DemoAccount[],
  now: number,
): Promise<void> {
  const nameOf = new Map(STAFF.map(({ username, name }) => [username, name]));
  const known = new Map<string, Account | undefined>();
  for (const { username } of credentials) known.set(username, await accounts.findByUsername(username));
  // Side by side, for each takes its time on purpose.
  const stale = await Promise.all(
    credentials.map(async ({ username, password }) => {
      const account = known.get(username);
      if (account && (await verify(account.passwordHash, password))) return [];
      return [{ username, account, passwordHash: await hash(password) }];
    }),
  );
  for (const { username, account, passwordHash } of stale.flat()) {
    if (account) await accounts.setPassword(account.id, passwordHash);
    else
      await accounts.create(
        { id: demoId('account', username), username, name: nameOf.get(username) ?? username, passwordHash },
        now,
      );
  }
  await addMissing(
    database,
    MembershipEntity,
    STAFF.map(({ username, role, placeKey, departmentKey }) => ({
      id: demoId('membership', username, role),
      accountId: demoId('account', username),
      role,
      placeId: placeId(placeKey),
      departmentId: departmentKey ? demoId('department', departmentKey) : null,
      // Before everything that the tour enters as having happened.
      validFrom: new Date(now - 730 * DAY),
    })),
  );
}

async function seedPeople(people: PersonDirectory, now: number): Promise<void> {
  const year = Number(dateOf(now).slice(0, 4));
  const all = Object.entries(PEOPLE).flatMap(([placeKey, list]) =>
    list.map((person) => ({ ...person, placeKey, id: personId(placeKey, person.name) })),
  );
  const known = await people.get(all.map(({ id }) => id));
  for (const { id, placeKey, name, phone, age } of all.filter((person) => !known.has(person.id)))
    await people.create(
      { id, villageId: placeId(placeKey), name, phone, ...(age !== undefined && { birthYear: year - age }) },
      now,
    );
  for (const { placeKey, one, other, relation } of KIN)
    await people.declareKin(personId(placeKey, one), personId(placeKey, other), relation, now);
}

async function seedPools(database: EntityManager, now: number): Promise<void> {
  const pools = [
    ...VILLAGES.map(({ key, name }) => ({ key, kind: 'resident' as const, name: `${name}群英库` })),
    { key: TOWNSHIP.key, kind: 'expert' as const, name: `${TOWNSHIP.name}专家库` },
  ];
  await addMissing(
    database,
    PoolEntity,
    pools.map(({ key, kind, name }) => ({ id: demoId('pool', key), placeId: placeId(key), kind, name })),
  );
  await addMissing(
    database,
    PoolMemberEntity,
    pools.flatMap(({ key }) =>
      (PEOPLE[key] ?? []).flatMap(({ name, pool }) =>
        pool
          ? {
              id: demoId('pool-member', key, name),
              poolId: demoId('pool', key),
              personId: personId(key, name),
              ...pool,
              validFrom: new Date(now - 400 * DAY),
            }
          : [],
      ),
    ),
  );
}

async function addMissing<T extends ObjectLiteral>(
  database: EntityManager,
  entity: EntityTarget<T>,
  rows: Partial<T>[],
): Promise<void> {
  await database.createQueryBuilder().insert().into(entity).values(rows).orIgnore().execute();
}
