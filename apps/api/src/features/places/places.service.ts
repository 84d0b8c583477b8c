import { PlaceDirectory, type Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type Account, type PlacePath, Scope, type ScopeLevel } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import type { PlaceTree, PlaceView } from './dto/place.dto.js';

interface Row {
  id: string;
  parent_id: string | null;
  level: ScopeLevel;
  name: string;
  division_code: string | null;
}

/** The counties above the caller's places, and in them the townships that lie above, at or below these. */
const VISIBLE = `
  WITH RECURSIVE visible AS (
    SELECT id, parent_id, level, name, division_code FROM place WHERE id = ANY ($1::uuid[])
    UNION
    SELECT p.id, p.parent_id, p.level, p.name, p.division_code
    FROM place p JOIN visible v ON p.parent_id = v.id
    WHERE v.level <> 'county' OR v.id = ANY ($2::uuid[]) OR p.id = ANY ($1::uuid[]))
  SELECT * FROM visible ORDER BY name, id`;

@Injectable()
export class Places {
  constructor(
    private readonly directory: PlaceDirectory,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  /** The ids from the county down to the place; undefined for an unknown one. */
  async pathOf(placeId: string): Promise<PlacePath | undefined> {
    const path = await this.directory.path(placeId);
    if (path.length === 0) return undefined;
    return Object.fromEntries(path.map(({ level, id }) => [`${level}Id`, id]));
  }

  /**
   * The whole townships to which one's places belong: neighbours are needed to refer matters to them, and names of
   * places are no secret. Who works for the county sees all of it.
   */
  async tree(account: Account): Promise<PlaceTree> {
    const places = account.memberships.map(({ place }) => place);
    const roots = places.flatMap(({ countyId, townshipId }) => [
      countyId,
      ...(townshipId ? [townshipId] : []),
    ]);
    const wholeCounties = places.filter(({ townshipId }) => !townshipId).map(({ countyId }) => countyId);
    const { rows } = await this.pool.query<Row>(VISIBLE, [roots, wholeCounties]);
    const scope = new Scope(account);
    return { items: branches(rows, null, {}, scope), next: null };
  }
}

function branches(rows: Row[], parentId: string | null, above: PlacePath, scope: Scope): PlaceView[] {
  return rows
    .filter((row) => row.parent_id === parentId)
    .map(({ id, name, level, division_code: divisionCode }) => {
      const path = { ...above, [`${level}Id`]: id };
      const inScope = scope.covers(path);
      const children = branches(rows, id, path, scope);
      return { id, name, level, ...(divisionCode && { divisionCode }), inScope, children };
    });
}
