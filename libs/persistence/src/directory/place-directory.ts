import type { Place } from '#domain';
import type { DataSource } from 'typeorm';
import type { ScopePlace } from '../read/case-scope.js';
import { PlaceEntity, type PlaceLevel } from './organisation.entities.js';

const ID_OF = { county: 'countyId', township: 'townshipId', village: 'villageId', grid: 'gridId' } as const;

/** Whether a case at `place` lies in `scope`. */
export const covers = (scope: ScopePlace, place: Place): boolean => place[ID_OF[scope.level]] === scope.id;

/** The tree county › township › village › grid. */
export class PlaceDirectory {
  constructor(private readonly dataSource: DataSource) {}

  /** From the county down to the place itself; empty for an unknown one. */
  async path(placeId: string): Promise<PlaceEntity[]> {
    const rows: { id: string }[] = await this.dataSource.query(
      `WITH RECURSIVE up AS (
         SELECT id, parent_id, 0 AS depth FROM place WHERE id = $1
         UNION ALL
         SELECT p.id, p.parent_id, up.depth + 1 FROM place p JOIN up ON p.id = up.parent_id)
       SELECT id FROM up ORDER BY depth DESC`,
      [placeId],
    );
    const places = await this.dataSource.getRepository(PlaceEntity).findBy(rows.map(({ id }) => ({ id })));
    return rows.flatMap(({ id }) => places.find((place) => place.id === id) ?? []);
  }

  /** The four ids of a case raised in this village or grid; undefined for places above a village. */
  async placeOfCase(villageOrGridId: string): Promise<Place | undefined> {
    const path = await this.path(villageOrGridId);
    const idAt = (level: PlaceLevel): string | undefined => path.find((place) => place.level === level)?.id;
    const [countyId, townshipId, villageId] = [idAt('county'), idAt('township'), idAt('village')];
    const gridId = idAt('grid');
    if (!countyId || !townshipId || !villageId) return undefined;
    return { countyId, townshipId, villageId, ...(gridId && { gridId }) };
  }

  /** The villages at or below a place. */
  async villagesOf(placeId: string): Promise<PlaceEntity[]> {
    const rows: { id: string }[] = await this.dataSource.query(
      `WITH RECURSIVE down AS (
         SELECT id, level FROM place WHERE id = $1
         UNION ALL
         SELECT p.id, p.level FROM place p JOIN down ON p.parent_id = down.id)
       SELECT id FROM down WHERE level = 'village'`,
      [placeId],
    );
    return this.dataSource
      .getRepository(PlaceEntity)
      .find({ where: rows.map(({ id }) => ({ id })), order: { id: 'ASC' } });
  }
}
