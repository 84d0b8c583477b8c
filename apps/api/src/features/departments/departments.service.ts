import type { Role } from '#domain';
import { DepartmentEntity, PlaceDirectory } from '#persistence';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, MoreThan, type Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { idsOf, type PlacePath, type Scope } from '../../platform/auth/index.js';
import { type Idempotency, IdempotentWritesService } from '../../platform/idempotency/index.js';
import { afterId, type Page, pageById } from '../../platform/paging/index.js';
import { notFound } from '../../platform/problems/index.js';
import { PlacesService } from '../places/index.js';
import type { DepartmentsQueryDto, DepartmentDto, NewDepartmentDto } from './dto/department.dto.js';

export const DEPARTMENT_EDITORS: readonly Role[] = ['administrator', 'townshipOffice', 'county'];

@Injectable()
export class DepartmentsService {
  constructor(
    private readonly places: PlacesService,
    private readonly directory: PlaceDirectory,
    private readonly writes: IdempotentWritesService,
    @InjectRepository(DepartmentEntity) private readonly departments: Repository<DepartmentEntity>,
  ) {}

  /**
   * Those that serve a place belong to it or to a place above it; without a place, those above and below one's own.
   *
   * @throws Problem 404 when the place is out of sight
   */
  async list(scope: Scope, query: DepartmentsQueryDto): Promise<Page<DepartmentDto>> {
    const placeIds =
      query.placeId === undefined
        ? await this.directory.around(scope.placeIds(), 'aboveAndBelow')
        : idsOf(await this.visible(scope, query.placeId));
    const after = afterId(query);
    const found = await this.departments.find({
      where: { placeId: In(placeIds), ...(after !== undefined && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: query.limit + 1,
    });
    return pageById(found, query.limit);
  }

  /** @throws Problem 404, 403, or 409 `department.nameTaken` */
  async create(scope: Scope, idempotency: Idempotency, input: NewDepartmentDto): Promise<DepartmentDto> {
    scope.require(DEPARTMENT_EDITORS, await this.visible(scope, input.placeId));
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
