import type { Sequenced } from '#contracts';
import pg from 'pg';
import type { KeyRing } from '#crypto';
import { inTransaction, type Pool, type Queryable } from '../pool.js';
import { append, type Writing } from './append.js';
import { follow, type Head, origin, readEvents } from './follow.js';
import { HeadCache } from './head-cache.js';
import type { Log, LoggedEvent } from './log.js';
import { rebuild } from './rebuild.js';
import { reconcile } from './reconcile.js';
import { UNIQUE_VIOLATION } from './unrecordable.js';

/** Events of one id, and the commands that made them. */
export interface Batch<E> {
  events: readonly E[];
  commands: readonly Sequenced[];
}

/** Writes one kind of log: at most one read, then one statement; only when that finds it otherwise, under lock. */
export class LogWriter<E extends LoggedEvent, S extends object> {
  private readonly heads: HeadCache<S>;

  constructor(
    private readonly log: Log<E, S>,
    private readonly pool: Pool,
    private readonly ring: KeyRing,
    cached: number,
  ) {
    this.heads = new HeadCache(cached);
  }

  async write(id: string, batch: Batch<E>): Promise<void> {
    assertConsecutive(this.log.name, id, batch.events);
    const head = await this.written(id, batch).catch((error: unknown) => {
      this.heads.forget(id);
      throw error;
    });
    if (head) this.heads.set(id, head);
    else this.heads.forget(id);
  }

  /** Makes the rows of the read model anew from the events. Mails keep their marks of having been read. */
  async rebuild(id: string): Promise<void> {
    this.heads.forget(id);
    await inTransaction(this.pool, (client) => rebuild(this.log, this.within(client), id));
  }

  private within(db: Queryable): Writing {
    return { db, ring: this.ring };
  }

  private async written(id: string, batch: Batch<E>): Promise<Head<S> | undefined> {
    const from = batch.events[0] && (await this.headBefore(id, batch.events[0].seq));
    const head = from && (await this.tryAppend(id, from, batch));
    return head ?? inTransaction(this.pool, (client) => reconcile(this.log, this.within(client), id, batch));
  }

  /** What the event of that number follows: as it was written last, with what others have written since. */
  private async headBefore(id: string, seq: number): Promise<Head<S> | undefined> {
    const known = this.heads.get(id) ?? origin<S>(id);
    if (known.seq >= seq - 1) return known.seq === seq - 1 ? known : undefined;
    const events = await readEvents<E>(this.pool, id, known.seq, seq);
    return events.length === seq - 1 - known.seq ? follow(this.log, id, known, events).head : undefined;
  }

  private async tryAppend(id: string, from: Head<S>, batch: Batch<E>): Promise<Head<S> | undefined> {
    try {
      return await append(this.log, this.within(this.pool), id, from, batch);
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION) return undefined;
      throw error;
    }
  }
}

/** A hole within one batch is a bug of the caller, not a divergence. */
function assertConsecutive(name: string, id: string, events: readonly LoggedEvent[]): void {
  const first = events[0]?.seq ?? 1;
  events.forEach(({ seq }, index) => {
    if (seq !== first + index)
      throw new TypeError(`${name} ${id}: event ${seq} stands at place ${first + index}`);
  });
}
