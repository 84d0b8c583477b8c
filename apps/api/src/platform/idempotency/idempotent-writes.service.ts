import { beginRequest, type EarlierRequest, finishRequest } from '#persistence';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { taken } from '../database/index.js';
import { Problem } from '../problems/index.js';
import { Clock } from '../settings/index.js';
import type { Idempotency } from './request-identity.js';

/** Creates what a request asks for, once, however often it is repeated. For what is not a command of a case. */
@Injectable()
export class IdempotentWritesService {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `write` and notes the id that it returns, in one transaction; a repeat returns that id and writes nothing.
   *
   * @throws Problem 422 when the same key came with another request before, 409 when something of that name is there
   */
  async once(
    { commandId, bodyHash }: Idempotency,
    write: (manager: EntityManager) => Promise<string>,
  ): Promise<string> {
    const written = this.dataSource.transaction(async (manager) => {
      const earlier = await beginRequest(manager, commandId, bodyHash, this.clock.now());
      if (earlier) return resourceOf(earlier, bodyHash);
      const id = await write(manager);
      await finishRequest(manager, commandId, id);
      return id;
    });
    return written.catch((error: unknown) => {
      throw taken(error) ?? error;
    });
  }
}

function resourceOf({ bodyHash, resourceId }: EarlierRequest, askedNow: string): string {
  if (bodyHash !== askedNow) throw new Problem('request.idempotencyKeyReused');
  return resourceId;
}
