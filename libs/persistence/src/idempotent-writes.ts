import type { Instant } from '#domain';
import type { EntityManager } from 'typeorm';
import { IdempotencyEntity } from './edge.entities.js';

/** A request that came before, and what it made. */
export interface EarlierRequest {
  bodyHash: string;
  resourceId: string;
}

/**
 * Notes that a request is being carried out, or tells of the one that was under the same id. Of two at once, the second
 * waits here until the transaction of the first is through.
 */
export async function beginRequest(
  manager: EntityManager,
  commandId: string,
  bodyHash: string,
  at: Instant,
): Promise<EarlierRequest | undefined> {
  const inserted = await manager
    .createQueryBuilder()
    .insert()
    .into(IdempotencyEntity)
    .values({ commandId, bodyHash, createdAt: new Date(at) })
    .orIgnore()
    .returning('command_id')
    .execute();
  if ((inserted.raw as unknown[]).length > 0) return undefined;
  const earlier = await manager.findOneByOrFail(IdempotencyEntity, { commandId });
  return { bodyHash: earlier.bodyHash, resourceId: earlier.resourceId! };
}

/** Ids only are kept, so that an erased person is not kept here. */
export async function finishRequest(
  manager: EntityManager,
  commandId: string,
  resourceId: string,
): Promise<void> {
  await manager.update(IdempotencyEntity, { commandId }, { resourceId });
}
