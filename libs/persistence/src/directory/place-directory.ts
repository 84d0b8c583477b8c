import type { Place } from '#domain';
import { In, type DataSource } from 'typeorm';
import type { ScopePlace } from '../read/case-scope.js';
import { DepartmentEntity, PLACE_LEVELS, PlaceEntity, type PlaceLevel } from './organisation.entities.js';

const ID_OF = { county: 'countyId', township: 'townshipId', village: 'villageId', grid: 'gridId' } as const;

/** Whether a case at `place` lies in `scope`. */
export const covers = (scope: ScopePlace, place: Place): boolean => place[ID_OF[scope.level]] === scope.id;

/** Which places to look up from given ones, besides themselves. */
export type PlaceDirection = 'above' | 'below' | 'aboveAndBelow';

/** $1 the places; $2 and $3 whether to go up and down from them. */
const AROUND = `
  WITH RECURSIVE up AS (
    SELECT id, parent_id FROM place WHERE id = ANY ($1::uuid[])
    UNION SELECT p.id, p.parent_id FROM place p JOIN up ON p.id = up.parent_id WHERE $2::boolean),
  down AS (
    SELECT id FROM place WHERE id = ANY ($1::uuid[])
    UNION SELECT p.id FROM place p JOIN down ON p.parent_id = down.id WHERE $3::boolean)
  SELECT id FROM up UNION SELECT id FROM down`;

/** The tree county › township › village › grid. */
export class PlaceDirectory {
  constructor(private readonly dataSource: DataSource) {}

  /** Ids of the given places and of those above them, below them or both; unknown ids are left out. */
  async around(placeIds: readonly string[], direction: PlaceDirection): Promise<string[]> {
    const rows: { id: string }[] = await this.dataSource.query(AROUND, [
      placeIds,
      direction !== 'below',
      direction !== 'above',
    ]);
    return rows.map(({ id }) => id);
  }

  /** From the county down to the place itself; empty for an unknown one. */
  async path(placeId: string): Promise<PlaceEntity[]> {
    const places = await this.find(await this.around([placeId], 'above'));
    return places.sort((a, b) => PLACE_LEVELS.indexOf(a.level) - PLACE_LEVELS.indexOf(b.level));
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

  /** The townships given, with all that lies in them, and their counties; of `wholeCountyIds` everything. By name. */
  async branches(rootIds: readonly string[], wholeCountyIds: readonly string[]): Promise<PlaceEntity[]> {
    const counties = new Set(wholeCountyIds);
    const roots = await this.find(rootIds);
    const descended = roots.filter(({ level, id }) => level !== 'county' || counties.has(id));
    const below = await this.around(
      descended.map(({ id }) => id),
      'below',
    );
    return this.dataSource
      .getRepository(PlaceEntity)
      .find({ where: { id: In([...rootIds, ...below]) }, order: { name: 'ASC', id: 'ASC' } });
  }

  /** Names of places and departments by id; unknown ids are left out. */
  async names(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const departments = this.dataSource.getRepository(DepartmentEntity).findBy({ id: In([...ids]) });
    const named = [...(await this.find(ids)), ...(await departments)];
    return new Map(named.map(({ id, name }) => [id, name]));
  }

  private find(ids: readonly string[]): Promise<PlaceEntity[]> {
    return this.dataSource
      .getRepository(PlaceEntity)
      .find({ where: { id: In([...ids]) }, order: { id: 'ASC' } });
  }
}
