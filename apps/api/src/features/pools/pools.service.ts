import type { Role } from '#domain';
import { PlaceDirectory, PoolEntity } from '#persistence';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, MoreThan, type Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { idsOf, type PlacePath, type Scope, scopeOf } from '../../platform/auth/index.js';
import { type Idempotency, IdempotentWritesService } from '../../platform/idempotency/index.js';
import { afterId, type Page, pageById } from '../../platform/paging/index.js';
import { notFound, Problem } from '../../platform/problems/index.js';
import { PlacesService } from '../places/index.js';
import type { NewPoolDto, PoolsQueryDto, PoolDto } from './dto/pool.dto.js';

export const POOL_EDITORS: readonly Role[] = ['clerk', 'committee', 'convener', 'townshipOffice'];

@Injectable()
export class PoolsService {
  constructor(
    private readonly places: PlacesService,
    private readonly directory: PlaceDirectory,
    private readonly writes: IdempotentWritesService,
    @InjectRepository(PoolEntity) private readonly pools: Repository<PoolEntity>,
  ) {}

  /**
   * Those that serve a place stand there or above it; without a place, those above and below one's own.
   *
   * @throws Problem 404 when the place is out of sight
   */
  async list(scope: Scope, query: PoolsQueryDto): Promise<Page<PoolDto>> {
    const placeIds =
      query.placeId === undefined
        ? await this.directory.around(
            scope.scopes().map(({ id }) => id),
            'aboveAndBelow',
          )
        : idsOf(await this.placeInSight(scope, query.placeId));
    const after = afterId(query);
    const found = await this.pools.find({
      where: {
        placeId: In(placeIds),
        ...(query.kind && { kind: query.kind }),
        ...(after !== undefined && { id: MoreThan(after) }),
      },
      order: { id: 'ASC' },
      take: query.limit + 1,
    });
    return pageById(found, query.limit);
  }

  /**
   * The resident pool stands in a village, the expert pool in a township or county.
   *
   * @throws Problem 404, 403, 422 `pool.levelUnfit`, 409 `pool.nameTaken`
   */
  async create(scope: Scope, idempotency: Idempotency, input: NewPoolDto): Promise<PoolDto> {
    const path = await this.placeInSight(scope, input.placeId);
    scope.require(POOL_EDITORS, path);
    const level = scopeOf(path)?.level;
    const fits = input.kind === 'resident' ? level === 'village' : level === 'township' || level === 'county';
    if (!fits) throw new Problem('pool.levelUnfit', {}, '/placeId');
    const id = await this.writes.once(idempotency, async (manager) => {
      const created = uuidv7();
      await manager.getRepository(PoolEntity).insert({ id: created, ...input });
      return created;
    });
    return { id, ...input };
  }

  /** @throws Problem 404 */
  async inSight(scope: Scope, id: string): Promise<PlacePath> {
    const found = await this.pools.findOneBy({ id });
    if (!found) throw notFound();
    return this.placeInSight(scope, found.placeId);
  }

  private async placeInSight(scope: Scope, placeId: string): Promise<PlacePath> {
    const path = await this.places.pathOf(placeId);
    if (!path || !scope.reaches(path)) throw notFound();
    return path;
  }
}
