import type {
  RecordActivities,
  RecordDutyActivities,
  RecordDutyInput,
  RecordInput,
  Sequenced,
} from '#contracts';
import pg from 'pg';
import { inTransaction, timestamp, type Pool } from '../pool.js';
import { append } from './append.js';
import { CASES } from './case-log.js';
import { DUTIES } from './duty-log.js';
import type { LoggedEvent } from './event-row.js';
import { type Log, rebuild, UNIQUE_VIOLATION } from './log.js';
import { reconcile } from './reconcile.js';

/**
 * Writes what the workflow of a case or duty decided: events, commands, audit links, read model and mailbox, all or
 * nothing. In the ordinary case that is one statement in one round trip; only when it isn't as expected (a repeat, two
 * workers at once, a divergence) is it looked at under lock.
 */
export class Recorder implements RecordActivities, RecordDutyActivities {
  constructor(private readonly pool: Pool) {}

  /**
   * Repeating it is harmless: what is already recorded with the same digest counts as done.
   *
   * @throws DivergedError when PostgreSQL holds another event under the same number, lacks earlier ones, holds another
   *   command under the same id, or events of which no rows can be made
   */
  record({ caseId, events, commands }: RecordInput): Promise<void> {
    return this.write(CASES, caseId, events, commands);
  }

  /** As {@link record}, for a duty. */
  recordDuty({ dutyId, events, commands }: RecordDutyInput): Promise<void> {
    return this.write(DUTIES, dutyId, events, commands);
  }

  /** It can't be recorded until an operator has looked at it; the next successful record takes the mark away. */
  park(caseId: string, at: number): Promise<void> {
    return this.mark(CASES.table, caseId, at);
  }

  parkDuty(dutyId: string, at: number): Promise<void> {
    return this.mark(DUTIES.table, dutyId, at);
  }

  /** Makes the rows of the read model anew from the events. Mails keep their marks of having been read. */
  async rebuildReadModel(caseId: string): Promise<void> {
    await inTransaction(this.pool, (client) => rebuild(CASES, client, caseId));
  }

  async rebuildDuty(dutyId: string): Promise<void> {
    await inTransaction(this.pool, (client) => rebuild(DUTIES, client, dutyId));
  }

  private async write<E extends LoggedEvent>(
    log: Log<E>,
    id: string,
    events: readonly E[],
    commands: readonly Sequenced[],
  ): Promise<void> {
    assertConsecutive(log.name, id, events);
    if (events.length > 0 && (await this.tryAppend(log, id, events, commands))) return;
    await inTransaction(this.pool, (client) => reconcile(log, client, id, events, commands));
  }

  private async mark(table: string, id: string, at: number): Promise<void> {
    await this.pool.query(`UPDATE ${table} SET blocked_at = $2 WHERE id = $1`, [id, timestamp(at)]);
  }

  private async tryAppend<E extends LoggedEvent>(
    log: Log<E>,
    id: string,
    events: readonly E[],
    commands: readonly Sequenced[],
  ): Promise<boolean> {
    try {
      if (log.settle?.wanted(events))
        return await inTransaction(this.pool, (client) => append(log, client, id, events, commands));
      return await append(log, this.pool, id, events, commands);
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION) return false;
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
