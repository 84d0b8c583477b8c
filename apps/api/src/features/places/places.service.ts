import { PlaceDirectory, type PlaceEntity } from '#persistence';
import { Injectable } from '@nestjs/common';
import { type Account, type PlacePath, Scope } from '../../platform/auth/index.js';
import type { PlaceTreeDto, PlaceDto } from './dto/place.dto.js';

@Injectable()
export class PlacesService {
  constructor(private readonly directory: PlaceDirectory) {}

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
  async tree(account: Account): Promise<PlaceTreeDto> {
    const places = account.memberships.map(({ place }) => place);
    const roots = places.flatMap(({ countyId, townshipId }) => [
      countyId,
      ...(townshipId ? [townshipId] : []),
    ]);
    const wholeCounties = places.filter(({ townshipId }) => !townshipId).map(({ countyId }) => countyId);
    const visible = await this.directory.branches(roots, wholeCounties);
    return { items: branches(visible, null, {}, new Scope(account)), next: null };
  }
}

/** 一组 before 二组, 第九网格 before 第十网格. */
const byName = new Intl.Collator('zh-CN', { numeric: true });
const inDigits = (name: string): string =>
  name.replaceAll(/[一二三四五六七八九]|十/g, (digit) => String('一二三四五六七八九十'.indexOf(digit) + 1));

function branches(rows: PlaceEntity[], parentId: string | null, above: PlacePath, scope: Scope): PlaceDto[] {
  return rows
    .filter((row) => row.parentId === parentId)
    .sort((a, b) => byName.compare(inDigits(a.name), inDigits(b.name)))
    .map(({ id, name, level, divisionCode }) => {
      const path = { ...above, [`${level}Id`]: id };
      const inScope = scope.covers(path);
      const children = branches(rows, id, path, scope);
      return { id, name, level, ...(divisionCode && { divisionCode }), inScope, children };
    });
}
