import type { Nomination } from '#domain';
import { PersonDirectory, type Pool, PoolMemberEntity } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { type Scope } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import { type Idempotency, IdempotentWrites } from '../../platform/idempotency/index.js';
import { afterId, type Page, pageById, type PageQuery } from '../../platform/paging/index.js';
import { notFound } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant } from '../../platform/validation/index.js';
import { Persons } from '../persons/index.js';
import type { NewPoolMember, PoolMemberView } from './dto/pool.dto.js';
import { KEEPERS, Pools } from './pools.service.js';

interface Row {
  id: string;
  person_id: string;
  nomination: Nomination;
  expertise: string | null;
  mediator: boolean;
  valid_from: Date;
}

const COLUMNS = 'id, person_id, nomination, expertise, mediator, valid_from';
const LIST = `
  SELECT ${COLUMNS} FROM pool_member
  WHERE pool_id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2) AND ($3::uuid IS NULL OR id > $3)
  ORDER BY id LIMIT $4`;

@Injectable()
export class PoolMembers {
  constructor(
    private readonly pools: Pools,
    private readonly persons: Persons,
    private readonly people: PersonDirectory,
    private readonly writes: IdempotentWrites,
    private readonly clock: Clock,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  /** Those who are in the pool now. @throws Problem 404 */
  async list(scope: Scope, poolId: string, query: PageQuery): Promise<Page<PoolMemberView>> {
    await this.pools.inSight(scope, poolId);
    const now = new Date(this.clock.now());
    const { rows } = await this.pool.query<Row>(LIST, [poolId, now, afterId(query) ?? null, query.limit + 1]);
    const { items, next } = pageById(rows, query.limit);
    return { items: await this.views(items), next };
  }

  /** @throws Problem 404, 403, 409 `pool.memberTwice` */
  async add(
    scope: Scope,
    idempotency: Idempotency,
    poolId: string,
    input: NewPoolMember,
  ): Promise<PoolMemberView> {
    scope.demand(KEEPERS, await this.pools.inSight(scope, poolId));
    await this.persons.inSight(scope, input.personId);
    const id = await this.writes.once(idempotency, async (manager) => {
      const created = uuidv7();
      const members = manager.getRepository(PoolMemberEntity);
      await members.insert({ id: created, poolId, ...input, validFrom: new Date(this.clock.now()) });
      return created;
    });
    const { rows } = await this.pool.query<Row>(`SELECT ${COLUMNS} FROM pool_member WHERE id = $1`, [id]);
    const [view] = await this.views(rows);
    if (!view) throw notFound();
    return view;
  }

  private async views(rows: Row[]): Promise<PoolMemberView[]> {
    const people = await this.people.get(rows.map((row) => row.person_id));
    return rows.map((row) => {
      const name = people.get(row.person_id)?.name;
      return {
        id: row.id,
        personId: row.person_id,
        ...(name !== undefined && { name }),
        nomination: row.nomination,
        ...(row.expertise !== null && { expertise: row.expertise }),
        mediator: row.mediator,
        since: formatInstant(row.valid_from.getTime()),
      };
    });
  }
}
