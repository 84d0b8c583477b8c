import type { Instant, Role } from '#domain';
import type { Queryable } from '../pool.js';
import { namedStatement } from '../sql/named-statement.js';
import type { PlaceLevel } from './organisation.entities.js';

/** The place of a membership with all that lies above it. The deepest id given is the place itself. */
export interface MembershipPlace {
  countyId: string;
  townshipId?: string;
  villageId?: string;
  gridId?: string;
}

export interface LoadedMembership {
  role: Role;
  placeId: string;
  place: MembershipPlace;
  departmentId?: string;
}

/** An account with the memberships that hold at one instant. */
export interface LoadedAccount {
  id: string;
  username: string;
  /** Set by somebody else: to be changed by oneself. */
  passwordProvisional?: true;
  memberships: LoadedMembership[];
}

/** A place lies at most three levels below its county. */
const MEMBERSHIPS = `
   LEFT JOIN membership m ON m.account_id = a.id AND m.valid_from <= :at
                         AND (m.valid_to IS NULL OR m.valid_to > :at)
   LEFT JOIN place p ON p.id = m.place_id
   LEFT JOIN place q ON q.id = p.parent_id
   LEFT JOIN place r ON r.id = q.parent_id
   LEFT JOIN place s ON s.id = r.parent_id
   WHERE :id = :key AND (a.disabled_at IS NULL OR a.disabled_at > :at)`;
const COLUMNS = `a.id, a.username, a.password_provisional, m.role, m.place_id, m.department_id,
     p.level AS level, q.id AS first, q.level AS first_level,
     r.id AS second, r.level AS second_level, s.id AS third, s.level AS third_level`;
const ORDER = 'ORDER BY m.valid_from, m.id';

const LOAD = namedStatement(
  'account-load',
  `SELECT ${COLUMNS} FROM account a ${MEMBERSHIPS.replace(':key', 'a.id')} ${ORDER}`,
);
/** Every request begins with it. */
const LOAD_SESSION = namedStatement(
  'session-load',
  `SELECT ${COLUMNS} FROM session e JOIN account a ON a.id = e.account_id ${MEMBERSHIPS.replace(':key', 'e.id')}
     AND e.ended_at IS NULL AND e.expires_at > :at ${ORDER}`,
);

interface Row {
  id: string;
  username: string;
  password_provisional: boolean;
  role: Role | null;
  place_id: string;
  department_id: string | null;
  level: PlaceLevel;
  first: string | null;
  first_level: PlaceLevel;
  second: string | null;
  second_level: PlaceLevel;
  third: string | null;
  third_level: PlaceLevel;
}

/** The account as it stands at that instant; undefined when there is none or it is disabled. */
export const loadAccount = async (
  db: Queryable,
  id: string,
  at: Instant,
): Promise<LoadedAccount | undefined> => loaded((await db.query<Row>(LOAD({ id, at: new Date(at) }))).rows);

/** The account that a session is of; undefined when that has ended or run out, or the account is disabled. */
export const loadSession = async (
  db: Queryable,
  id: string,
  at: Instant,
): Promise<LoadedAccount | undefined> =>
  loaded((await db.query<Row>(LOAD_SESSION({ id, at: new Date(at) }))).rows);

function loaded(rows: readonly Row[]): LoadedAccount | undefined {
  const [first] = rows;
  return (
    first && {
      id: first.id,
      username: first.username,
      ...(first.password_provisional && { passwordProvisional: true }),
      memberships: rows.flatMap(membershipOf),
    }
  );
}

function membershipOf(row: Row): LoadedMembership[] {
  if (row.role === null) return [];
  const { role, place_id: placeId, department_id: departmentId } = row;
  return [{ role, placeId, place: placeOf(row), ...(departmentId && { departmentId }) }];
}

function placeOf(row: Row): MembershipPlace {
  const chain: [string | null, PlaceLevel][] = [
    [row.place_id, row.level],
    [row.first, row.first_level],
    [row.second, row.second_level],
    [row.third, row.third_level],
  ];
  const ids = chain.flatMap(([id, level]) => (id ? [[`${level}Id`, id] as const] : []));
  return Object.fromEntries(ids) as unknown as MembershipPlace;
}
