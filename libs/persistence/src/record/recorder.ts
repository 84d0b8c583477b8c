import type { RecordActivities, RecordedCommand, RecordInput } from '#contracts';
import type { CaseEvent } from '#domain';
import pg from 'pg';
import { inTransaction, timestamp, type Pool } from '../pool.js';
import { append } from './append.js';
import { rebuild } from './rebuild.js';
import { reconcile } from './reconcile.js';

const UNIQUE_VIOLATION = '23505';

/**
 * Writes what a case's workflow decided: events, commands, audit links, read model and mailbox, all or nothing. In
 * the ordinary case that is one statement in one round trip; only when the case isn't as expected (a repeat, two
 * workers at once, a divergence) is it looked at under lock.
 */
export class Recorder implements RecordActivities {
  constructor(private readonly pool: Pool) {}

  /**
   * Repeating it is harmless: what is already recorded with the same digest counts as done.
   *
   * @throws DivergedError when PostgreSQL holds another event under the same number, lacks earlier ones, or holds
   *   another command under the same id
   */
  async record({ caseId, events, commands }: RecordInput): Promise<void> {
    assertConsecutive(caseId, events);
    if (events.length > 0 && (await this.tryAppend(caseId, events, commands))) return;
    await inTransaction(this.pool, (client) => reconcile(client, caseId, events, commands));
  }

  /** The case can't be recorded until an operator has looked at it; the next successful record takes the mark away. */
  async park(caseId: string, at: number): Promise<void> {
    await this.pool.query('UPDATE case_row SET blocked_at = $2 WHERE id = $1', [caseId, timestamp(at)]);
  }

  /** Makes the rows of the read model anew from the events. Mails keep their marks of having been read. */
  async rebuildReadModel(caseId: string): Promise<void> {
    await inTransaction(this.pool, (client) => rebuild(client, caseId));
  }

  private async tryAppend(
    caseId: string,
    events: readonly CaseEvent[],
    commands: readonly RecordedCommand[],
  ): Promise<boolean> {
    try {
      return await append(this.pool, caseId, events, commands);
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION) return false;
      throw error;
    }
  }
}

/** A hole within one batch is a bug of the caller, not a divergence. */
function assertConsecutive(caseId: string, events: readonly CaseEvent[]): void {
  const first = events[0]?.seq ?? 1;
  events.forEach(({ seq }, index) => {
    if (seq !== first + index)
      throw new TypeError(`case ${caseId}: event ${seq} stands at place ${first + index}`);
  });
}
