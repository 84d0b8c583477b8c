import { PersonDirectory, PoolMemberEntity } from '#persistence';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, LessThanOrEqual, MoreThan, type Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Scope } from '../../platform/auth/index.js';
import { type Idempotency, IdempotentWritesService } from '../../platform/idempotency/index.js';
import { afterId, type Page, pageById, type PageQuery } from '../../platform/paging/index.js';
import { notFound } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant } from '../../platform/validation/index.js';
import { PersonsService } from '../persons/index.js';
import type { NewPoolMemberDto, PoolMemberDto } from './dto/pool.dto.js';
import { POOL_EDITORS, PoolsService } from './pools.service.js';

@Injectable()
export class PoolMembersService {
  constructor(
    private readonly pools: PoolsService,
    private readonly persons: PersonsService,
    private readonly people: PersonDirectory,
    private readonly writes: IdempotentWritesService,
    private readonly clock: Clock,
    @InjectRepository(PoolMemberEntity) private readonly members: Repository<PoolMemberEntity>,
  ) {}

  /** Those who are in the pool now. @throws Problem 404 */
  async list(scope: Scope, poolId: string, query: PageQuery): Promise<Page<PoolMemberDto>> {
    await this.pools.inSight(scope, poolId);
    const now = new Date(this.clock.now());
    const after = afterId(query);
    const here = {
      poolId,
      validFrom: LessThanOrEqual(now),
      ...(after !== undefined && { id: MoreThan(after) }),
    };
    const found = await this.members.find({
      where: [
        { ...here, validTo: IsNull() },
        { ...here, validTo: MoreThan(now) },
      ],
      order: { id: 'ASC' },
      take: query.limit + 1,
    });
    const { items, next } = pageById(found, query.limit);
    return { items: await this.views(items), next };
  }

  /** @throws Problem 404, 403, 409 `pool.memberTwice` */
  async add(
    scope: Scope,
    idempotency: Idempotency,
    poolId: string,
    input: NewPoolMemberDto,
  ): Promise<PoolMemberDto> {
    scope.require(POOL_EDITORS, await this.pools.inSight(scope, poolId));
    await this.persons.inSight(scope, input.personId);
    const id = await this.writes.once(idempotency, async (manager) => {
      const created = uuidv7();
      const members = manager.getRepository(PoolMemberEntity);
      await members.insert({ id: created, poolId, ...input, validFrom: new Date(this.clock.now()) });
      return created;
    });
    const [view] = await this.views(await this.members.findBy({ id }));
    if (!view) throw notFound();
    return view;
  }

  private async views(members: PoolMemberEntity[]): Promise<PoolMemberDto[]> {
    const people = await this.people.get(members.map(({ personId }) => personId));
    return members.map(({ id, personId, nomination, expertise, mediator, validFrom }) => {
      const name = people.get(personId)?.name;
      return {
        id,
        personId,
        ...(name !== undefined && { name }),
        nomination,
        ...(expertise !== null && { expertise }),
        mediator,
        since: formatInstant(validFrom.getTime()),
      };
    });
  }
}
