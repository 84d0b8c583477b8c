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
   * Ids only are kept, so that an erased person is not kept here.
   *
   * @throws Problem 422 when the same key came with another request before, 409 when something of that name is there
   */
  async once(
    { commandId, bodyHash }: Idempotency,
    write: (manager: EntityManager) => Promise<string>,
  ): Promise<string> {
    const written = this.dataSource.transaction(async (manager) => {
      // A repeat that arrives meanwhile waits here until the first is through.
      const inserted: unknown[] = await manager.query(
        `INSERT INTO idempotency (command_id, body_hash, created_at) VALUES ($1, $2, $3)
         ON CONFLICT (command_id) DO NOTHING RETURNING command_id`,
        [commandId, bodyHash, new Date(this.clock.now())],
      );
      if (inserted.length === 0) return this.earlier(manager, commandId, bodyHash);
      const id = await write(manager);
      await manager.query('UPDATE idempotency SET resource_id = $2 WHERE command_id = $1', [commandId, id]);
      return id;
    });
    return written.catch((error: unknown) => {
      throw taken(error) ?? error;
    });
  }

  private async earlier(manager: EntityManager, commandId: string, bodyHash: string): Promise<string> {
    const [row] = await manager.query<{ body_hash: string; resource_id: string }[]>(
      'SELECT body_hash, resource_id FROM idempotency WHERE command_id = $1',
      [commandId],
    );
    if (row?.body_hash !== bodyHash) throw new Problem('request.idempotencyKeyReused');
    return row.resource_id;
  }
}
