import { PlaceEntity } from '#persistence';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Scope, SCOPE_LEVELS, scopeOf, type ScopeLevel } from '../../platform/auth/index.js';
import { taken } from '../../platform/database/index.js';
import { type Idempotency, IdempotentWritesService } from '../../platform/idempotency/index.js';
import { notFound, Problem } from '../../platform/problems/index.js';
import type { NewPlaceDto, PlaceNameDto } from './dto/place-writes.dto.js';
import { PlacesService } from './places.service.js';

/** Places are added below and renamed by whoever administers them. */
@Injectable()
export class PlaceWritesService {
  constructor(
    private readonly places: PlacesService,
    private readonly writes: IdempotentWritesService,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  /** @throws Problem 404, 403, 409 `place.nameTaken`, 422 `place.lowest` */
  async create(scope: Scope, idempotency: Idempotency, input: NewPlaceDto): Promise<string> {
    const { parentId, name, divisionCode = null } = input;
    const level = below(await this.administered(scope, parentId));
    if (!level) throw new Problem('place.lowest', {}, '/parentId');
    return this.writes.once(idempotency, async (manager) => {
      const id = uuidv7();
      await manager.getRepository(PlaceEntity).insert({ id, parentId, level, name, divisionCode });
      return id;
    });
  }

  /** @throws Problem 404, 403, 409 `place.nameTaken` */
  async rename(scope: Scope, id: string, { name, divisionCode }: PlaceNameDto): Promise<void> {
    await this.administered(scope, id);
    const change = { name, ...(divisionCode !== undefined && { divisionCode }) };
    await this.dataSource
      .getRepository(PlaceEntity)
      .update({ id }, change)
      .catch((error: unknown) => {
        throw taken(error) ?? error;
      });
  }

  private async administered(scope: Scope, id: string): Promise<ScopeLevel> {
    const path = await this.places.pathOf(id);
    if (!path || !scope.seesUnit(path)) throw notFound();
    scope.require(['administrator'], path);
    return scopeOf(path)!.level;
  }
}

const below = (level: ScopeLevel): ScopeLevel | undefined => SCOPE_LEVELS[SCOPE_LEVELS.indexOf(level) + 1];
