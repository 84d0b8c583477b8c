import type { Instant, Nomination } from '#domain';
import { type DataSource, type EntityManager, In, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { PoolEntity, PoolMemberEntity } from './people.entities.js';

/** Somebody whom the pools of a place offer. */
export interface PoolCandidate {
  personId: string;
  nomination: Nomination;
  expertise?: string;
  mediator: boolean;
  /** From an expert pool; who is in both kinds counts as a resident. */
  expert: boolean;
}

/** More than any pool has; a list that nobody reads isn't drawn. */
const LIMIT = 500;

/** Who is in the pools. */
export class PoolDirectory {
  constructor(private readonly dataSource: DataSource | EntityManager) {}

  /** Those in the pools of these places now, residents before experts, each once. */
  async candidates(placeIds: readonly string[], at: Instant): Promise<PoolCandidate[]> {
    const pools = await this.dataSource.getRepository(PoolEntity).findBy({ placeId: In([...placeIds]) });
    const kindOf = new Map(pools.map(({ id, kind }) => [id, kind]));
    const now = new Date(at);
    const here = { poolId: In([...kindOf.keys()]), validFrom: LessThanOrEqual(now) };
    const found = await this.dataSource.getRepository(PoolMemberEntity).find({
      where: [
        { ...here, validTo: IsNull() },
        { ...here, validTo: MoreThan(now) },
      ],
      order: { id: 'ASC' },
      take: LIMIT,
    });
    const mediators = new Set(found.filter(({ mediator }) => mediator).map(({ personId }) => personId));
    const all = found.map(({ personId, nomination, expertise, poolId }) => ({
      personId,
      nomination,
      ...(expertise !== null && { expertise }),
      mediator: mediators.has(personId),
      expert: kindOf.get(poolId) === 'expert',
    }));
    const once = new Map<string, PoolCandidate>();
    for (const one of [...all.filter(({ expert }) => !expert), ...all.filter(({ expert }) => expert)])
      if (!once.has(one.personId)) once.set(one.personId, one);
    return [...once.values()];
  }
}
