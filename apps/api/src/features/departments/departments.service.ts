import type { Role } from '#domain';
import { DepartmentEntity, type Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { type PlacePath, type Scope, SCOPE_LEVELS } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import { type Idempotency, IdempotentWrites } from '../../platform/idempotency/index.js';
import { afterId, type Page, pageById } from '../../platform/paging/index.js';
import { notFound } from '../../platform/problems/index.js';
import { Places } from '../places/index.js';
import type { DepartmentsQuery, DepartmentView, NewDepartment } from './dto/department.dto.js';

export const KEEPERS: readonly Role[] = ['administrator', 'townshipOffice', 'county'];

/** Departments on the way from the county down to `$1` and below these places. */
const LIST = `
  WITH RECURSIVE up AS (
    SELECT id, parent_id FROM place WHERE id = ANY ($1::uuid[])
    UNION SELECT p.id, p.parent_id FROM place p JOIN up ON p.id = up.parent_id),
  down AS (
    SELECT id FROM place WHERE id = ANY ($1::uuid[])
    UNION SELECT p.id FROM place p JOIN down ON p.parent_id = down.id)
  SELECT id, place_id AS "placeId", name, kind FROM department
  WHERE (place_id IN (SELECT id FROM up) OR place_id IN (SELECT id FROM down)) AND ($2::uuid IS NULL OR id > $2)
  ORDER BY id LIMIT $3`;

/** Those that serve a place belong to it or to a place above it. */
const LIST_AT = `
  SELECT id, place_id AS "placeId", name, kind FROM department
  WHERE place_id = ANY ($1::uuid[]) AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3`;

@Injectable()
export class Departments {
  constructor(
    private readonly places: Places,
    private readonly writes: IdempotentWrites,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  /** @throws Problem 404 when the place is out of sight */
  async list(scope: Scope, query: DepartmentsQuery): Promise<Page<DepartmentView>> {
    const path = query.placeId === undefined ? undefined : await this.visible(scope, query.placeId);
    const placeIds = path ? SCOPE_LEVELS.flatMap((level) => path[`${level}Id`] ?? []) : scope.placeIds();
    const values = [placeIds, afterId(query) ?? null, query.limit + 1];
    const { rows } = await this.pool.query<DepartmentView>(path ? LIST_AT : LIST, values);
    return pageById(rows, query.limit);
  }

  /** @throws Problem 404, 403, or 409 `department.nameTaken` */
  async create(scope: Scope, idempotency: Idempotency, input: NewDepartment): Promise<DepartmentView> {
    scope.demand(KEEPERS, await this.visible(scope, input.placeId));
    const created = await this.writes.once(idempotency, async (manager) => {
      const id = uuidv7();
      await manager.getRepository(DepartmentEntity).insert({ id, ...input });
      return id;
    });
    return { id: created, ...input };
  }

  private async visible(scope: Scope, placeId: string): Promise<PlacePath> {
    const path = await this.places.pathOf(placeId);
    if (!path || !scope.seesUnit(path)) throw notFound();
    return path;
  }
}
