import { createHash } from 'node:crypto';
import type { KeyRing } from '#crypto';
import type { Role } from '#domain';
import { createDataSource, PersonDirectory, type Pool } from '#persistence';
import { ACCOUNTS } from '../../../libs/domain/src/testing/play/index.js';
import { anId } from '../../../libs/domain/src/testing/values.js';

export const TOWNSHIPS = 25;
export const VILLAGES_PER_TOWNSHIP = 20;
const VILLAGES = TOWNSHIPS * VILLAGES_PER_TOWNSHIP;
/** Played people: parties, proxies and members of the pool. */
const PEOPLE = 50;
const DEPARTMENTS = 3;
const SURNAMES = '张李王赵孙吴冯陈褚郑蒋钱许孔曹严华金魏周';
const NUMERALS = '一二三四五六七八九十';
/** Roles of the township and the county; the others work in a village. */
const ABOVE: Partial<Record<Role, 'township' | 'county'>> = {
  townshipOffice: 'township',
  department: 'township',
  county: 'county',
  administrator: 'county',
};

/** The same id for the same words. */
export function idOf(...words: (string | number)[]): string {
  const hex = createHash('sha256')
    .update(`county/${words.join('/')}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const COUNTY_ID = idOf('county');
export const townshipId = (village: number): string =>
  idOf('township', Math.floor(village / VILLAGES_PER_TOWNSHIP));
export const villageId = (village: number): string => idOf('village', village);

/** Who and what stands in a village's cases for the played places, people, accounts and departments. */
export function standIns(village: number): Map<string, string> {
  const township = Math.floor(village / VILLAGES_PER_TOWNSHIP);
  const found = new Map([
    [anId(701), COUNTY_ID],
    [anId(702), townshipId(village)],
    [anId(703), villageId(village)],
  ]);
  for (let n = 1; n <= PEOPLE; n += 1) found.set(anId(n), idOf('person', village, n));
  for (let n = 1; n <= DEPARTMENTS; n += 1) found.set(anId(300 + n), idOf('department', township, n));
  for (const { accountId, roles } of ACCOUNTS)
    found.set(accountId, idOf('account', accountId, ...placeWords(roles[0]!, village)));
  return found;
}

const placeWords = (role: Role, village: number): (string | number)[] => {
  const level = ABOVE[role];
  if (level === 'county') return [];
  return level === 'township' ? ['t', Math.floor(village / VILLAGES_PER_TOWNSHIP)] : ['v', village];
};

/** A weighted draw: the first villages are large, the last ones small. */
export const villageBy = (lot: number): number => Math.floor(VILLAGES * lot ** 1.6);

/** Invented places, staff and people; nothing when they are there already. */
export async function settle(pool: Pool, databaseUrl: string, ring: KeyRing, now: number): Promise<void> {
  const { rowCount } = await pool.query('SELECT FROM place WHERE id = $1', [COUNTY_ID]);
  if (rowCount) return;
  const villages = Array.from({ length: VILLAGES }, (_, n) => n);
  const townships = Array.from({ length: TOWNSHIPS }, (_, n) => n * VILLAGES_PER_TOWNSHIP);
  const places = [
    { id: COUNTY_ID, parent: null, level: 'county', name: '示例县' },
    ...townships.map((v, n) => ({
      id: townshipId(v),
      parent: COUNTY_ID,
      level: 'township',
      name: `示例${n + 1}镇`,
    })),
    ...villages.map((v) => ({
      id: villageId(v),
      parent: townshipId(v),
      level: 'village',
      name: `第${v + 1}村`,
    })),
  ];
  await insert(
    pool,
    'place (id, parent_id, level, name)',
    'id uuid, parent uuid, level text, name text',
    places,
  );
  await insert(
    pool,
    'department (id, place_id, name, kind)',
    'id uuid, place uuid, name text, kind text',
    townships.flatMap((v, t) =>
      [1, 2, 3].map((n) => ({
        id: idOf('department', t, n),
        place: townshipId(v),
        name: `部门${n}`,
        kind: 'justiceOffice',
      })),
    ),
  );
  const staff = new Map<
    string,
    { id: string; username: string; role: Role; place: string; department?: string }
  >();
  for (const village of villages) {
    const mapped = standIns(village);
    for (const { accountId, roles, departmentIds } of ACCOUNTS)
      for (const role of roles) {
        const id = mapped.get(accountId)!;
        const level = ABOVE[role];
        const place =
          level === 'county' ? COUNTY_ID : level === 'township' ? townshipId(village) : villageId(village);
        const department = departmentIds && mapped.get(departmentIds[0]!);
        staff.set(`${id}/${role}`, {
          id,
          username: `u-${id}`,
          role,
          place,
          ...(department && { department }),
        });
      }
  }
  const members = [...staff.values()];
  const since = new Date(now - 5 * 365 * 86_400_000).toISOString();
  await insert(
    pool,
    'account (id, username, password_hash, name, created_at)',
    'id uuid, username text, hash text, name bytea, at timestamptz',
    [...new Map(members.map((m) => [m.id, m])).values()].map(({ id, username }) => ({
      id,
      username,
      hash: 'nobody signs in',
      name: `\\x${ring.sealText('示例', `account/${id}`).toString('hex')}`,
      at: since,
    })),
  );
  await insert(
    pool,
    'membership (id, account_id, role, place_id, department_id, valid_from)',
    'id uuid, account uuid, role text, place uuid, department uuid, at timestamptz',
    members.map(({ id, role, place, department }) => ({
      id: idOf('membership', id, role),
      account: id,
      role,
      place,
      department,
      at: since,
    })),
  );
  await populate(databaseUrl, ring, now);
}

/** Sealed names, as people are entered. */
async function populate(databaseUrl: string, ring: KeyRing, now: number): Promise<void> {
  const dataSource = await createDataSource(databaseUrl, { poolSize: 1 }).initialize();
  try {
    await dataSource.transaction(async (manager) => {
      const people = new PersonDirectory(manager, ring);
      for (let village = 0; village < VILLAGES; village += 1)
        for (let n = 1; n <= PEOPLE; n += 1) {
          const name = SURNAMES[(village + n) % SURNAMES.length]! + NUMERALS[n % NUMERALS.length]!;
          await people.create({ id: idOf('person', village, n), villageId: villageId(village), name }, now);
        }
    });
  } finally {
    await dataSource.destroy();
  }
}

async function insert(pool: Pool, into: string, columns: string, rows: readonly object[]): Promise<void> {
  const names = columns.split(', ').map((column) => column.split(' ')[0]);
  await pool.query(
    `INSERT INTO ${into} SELECT ${names.join(', ')} FROM jsonb_to_recordset($1::jsonb) AS r(${columns})`,
    [JSON.stringify(rows)],
  );
}
