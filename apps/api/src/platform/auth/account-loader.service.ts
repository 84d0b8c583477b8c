import type { Role } from '#domain';
import type { Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '../database/index.js';
import { Clock } from '../settings/index.js';
import type { Account, AccountMembership, MembershipPlace } from './account.js';
import type { ScopeLevel } from './scope.js';

/** A place lies at most three levels below its county. */
const LOAD = {
  name: 'account-load',
  text: `
    SELECT a.username, m.role, m.place_id, m.department_id,
           p.level AS level, q.id AS first, q.level AS first_level,
           r.id AS second, r.level AS second_level, s.id AS third, s.level AS third_level
    FROM account a
    LEFT JOIN membership m ON m.account_id = a.id AND m.valid_from <= $2
                          AND (m.valid_to IS NULL OR m.valid_to > $2)
    LEFT JOIN place p ON p.id = m.place_id
    LEFT JOIN place q ON q.id = p.parent_id
    LEFT JOIN place r ON r.id = q.parent_id
    LEFT JOIN place s ON s.id = r.parent_id
    WHERE a.id = $1 AND (a.disabled_at IS NULL OR a.disabled_at > $2)
    ORDER BY m.valid_from, m.id`,
};

interface Row {
  username: string;
  role: Role | null;
  place_id: string;
  department_id: string | null;
  level: ScopeLevel;
  first: string | null;
  first_level: ScopeLevel;
  second: string | null;
  second_level: ScopeLevel;
  third: string | null;
  third_level: ScopeLevel;
}

@Injectable()
export class AccountLoaderService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /** The account as it stands now; undefined when there is none or it is disabled. */
  async load(id: string): Promise<Account | undefined> {
    const { rows } = await this.pool.query<Row>({ ...LOAD, values: [id, new Date(this.clock.now())] });
    const [first] = rows;
    return first && { id, username: first.username, memberships: rows.flatMap(membershipOf) };
  }
}

function membershipOf(row: Row): AccountMembership[] {
  if (row.role === null) return [];
  const { role, place_id: placeId, department_id: departmentId } = row;
  return [{ role, placeId, place: placeOf(row), ...(departmentId && { departmentId }) }];
}

function placeOf(row: Row): MembershipPlace {
  const chain: [string | null, ScopeLevel][] = [
    [row.place_id, row.level],
    [row.first, row.first_level],
    [row.second, row.second_level],
    [row.third, row.third_level],
  ];
  const ids = chain.flatMap(([id, level]) => (id ? [[`${level}Id`, id] as const] : []));
  return Object.fromEntries(ids) as unknown as MembershipPlace;
}
