import type { Role } from '#domain';
import { AccountDirectory, type Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { AccountLoader, type PlacePath, type Scope, SCOPE_LEVELS } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import { afterId, type Page, pageById } from '../../platform/paging/index.js';
import { notFound, Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { Places } from '../places/index.js';
import type { AccountsQuery, Colleague } from './dto/accounts.dto.js';

/** Accounts that are not disabled, with the roles that they hold at one of the places. */
const LIST = `
  SELECT a.id, array_agg(DISTINCT m.role) AS roles
  FROM account a JOIN membership m ON m.account_id = a.id
  WHERE (a.disabled_at IS NULL OR a.disabled_at > $1)
    AND m.valid_from <= $1 AND (m.valid_to IS NULL OR m.valid_to > $1)
    AND m.place_id = ANY ($2::uuid[]) AND ($3::text IS NULL OR m.role = $3)
    AND ($4::uuid IS NULL OR a.id > $4)
  GROUP BY a.id ORDER BY a.id LIMIT $5`;

/** The places above, at and below the given ones. */
const AROUND = `
  WITH RECURSIVE up AS (
    SELECT id, parent_id FROM place WHERE id = ANY ($1::uuid[])
    UNION SELECT p.id, p.parent_id FROM place p JOIN up ON p.id = up.parent_id),
  down AS (
    SELECT id FROM place WHERE id = ANY ($1::uuid[])
    UNION SELECT p.id FROM place p JOIN down ON p.parent_id = down.id)
  SELECT id FROM up UNION SELECT id FROM down`;

@Injectable()
export class Accounts {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly loader: AccountLoader,
    private readonly places: Places,
    private readonly clock: Clock,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  /** @throws Problem 404 when the place is out of sight */
  async list(scope: Scope, query: AccountsQuery): Promise<Page<Colleague>> {
    const placeIds = query.placeId ? await this.above(scope, query.placeId) : await this.around(scope);
    const { rows } = await this.pool.query<{ id: string; roles: Role[] }>(LIST, [
      new Date(this.clock.now()),
      placeIds,
      query.role ?? null,
      afterId(query) ?? null,
      query.limit + 1,
    ]);
    const { items, next } = pageById(rows, query.limit);
    const names = await this.directory.names(items.map(({ id }) => id));
    return { items: items.map(({ id, roles }) => ({ id, name: names.get(id) ?? '', roles })), next };
  }

  /** @throws Problem 404 when the account serves no place in sight, 403 when nobody administers it from here */
  async setOfficePhone(scope: Scope, accountId: string, phone: string | undefined): Promise<void> {
    const memberships = (await this.loader.load(accountId))?.memberships ?? [];
    const seen = memberships.filter(({ place }) => scope.seesUnit(place));
    if (seen.length === 0) throw notFound();
    const administered = seen.some(({ place }) => scope.rolesAt(place).includes('administrator'));
    if (!administered) throw new Problem('auth.roleMissing');
    await this.directory.setOfficePhone(accountId, phone);
  }

  /** The place and all above it: a membership there covers the place. */
  private async above(scope: Scope, placeId: string): Promise<string[]> {
    const path = await this.places.pathOf(placeId);
    if (!path || !scope.seesUnit(path)) throw notFound();
    return idsOf(path);
  }

  private async around(scope: Scope): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>(AROUND, [scope.placeIds()]);
    return rows.map(({ id }) => id);
  }
}

const idsOf = (path: PlacePath): string[] => SCOPE_LEVELS.flatMap((level) => path[`${level}Id`] ?? []);
