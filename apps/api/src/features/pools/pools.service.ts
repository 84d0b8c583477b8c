import type { Role } from '#domain';
import { type Pool, PoolEntity } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { type PlacePath, type Scope, SCOPE_LEVELS, scopeOf } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import { type Idempotency, IdempotentWrites } from '../../platform/idempotency/index.js';
import { afterId, type Page, pageById } from '../../platform/paging/index.js';
import { notFound, Problem } from '../../platform/problems/index.js';
import { Places } from '../places/index.js';
import type { NewPool, PoolsQuery, PoolView } from './dto/pool.dto.js';

export const KEEPERS: readonly Role[] = ['clerk', 'committee', 'convener', 'townshipOffice'];

/** Pools at the places on the way down to one's own (`$1`), and, where `$2`, at the places below. */
const LIST = `
  WITH RECURSIVE up AS (
    SELECT id, parent_id FROM place WHERE id = ANY ($1::uuid[])
    UNION SELECT p.id, p.parent_id FROM place p JOIN up ON p.id = up.parent_id),
  down AS (
    SELECT id FROM place WHERE id = ANY ($1::uuid[])
    UNION SELECT p.id FROM place p JOIN down ON p.parent_id = down.id)
  SELECT id, place_id AS "placeId", kind, name FROM pool
  WHERE (place_id IN (SELECT id FROM up) OR ($2 AND place_id IN (SELECT id FROM down)))
    AND ($3::text IS NULL OR kind = $3) AND ($4::uuid IS NULL OR id > $4)
  ORDER BY id LIMIT $5`;

@Injectable()
export class Pools {
  constructor(
    private readonly places: Places,
    private readonly writes: IdempotentWrites,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  /** @throws Problem 404 when the place is out of sight */
  async list(scope: Scope, query: PoolsQuery): Promise<Page<PoolView>> {
    const path = query.placeId === undefined ? undefined : await this.placeInSight(scope, query.placeId);
    const placeIds = path
      ? SCOPE_LEVELS.flatMap((level) => path[`${level}Id`] ?? [])
      : scope.scopes().map(({ id }) => id);
    const { rows } = await this.pool.query<PoolView>(LIST, [
      placeIds,
      path === undefined,
      query.kind ?? null,
      afterId(query) ?? null,
      query.limit + 1,
    ]);
    return pageById(rows, query.limit);
  }

  /**
   * The resident pool stands in a village, the expert pool in a township or county.
   *
   * @throws Problem 404, 403, 422 `pool.levelUnfit`, 409 `pool.nameTaken`
   */
  async create(scope: Scope, idempotency: Idempotency, input: NewPool): Promise<PoolView> {
    const path = await this.placeInSight(scope, input.placeId);
    scope.demand(KEEPERS, path);
    const level = scopeOf(path)?.level;
    const fits = input.kind === 'resident' ? level === 'village' : level === 'township' || level === 'county';
    if (!fits) throw new Problem(422, 'pool.levelUnfit', {}, '/placeId');
    const id = await this.writes.once(idempotency, async (manager) => {
      const created = uuidv7();
      await manager.getRepository(PoolEntity).insert({ id: created, ...input });
      return created;
    });
    return { id, ...input };
  }

  /** @throws Problem 404 */
  async inSight(scope: Scope, id: string): Promise<PlacePath> {
    const { rows } = await this.pool.query<{ place_id: string }>('SELECT place_id FROM pool WHERE id = $1', [
      id,
    ]);
    const [row] = rows;
    if (!row) throw notFound();
    return this.placeInSight(scope, row.place_id);
  }

  private async placeInSight(scope: Scope, placeId: string): Promise<PlacePath> {
    const path = await this.places.pathOf(placeId);
    if (!path || !scope.reaches(path)) throw notFound();
    return path;
  }
}
