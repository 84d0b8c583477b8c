import type { Sequenced } from '#contracts';
import type { Queryable } from '../pool.js';
import type { LoggedEvent } from './event-row.js';
import type { Log } from './log.js';

/**
 * Within a transaction where the log has something to settle. False when it isn't in the version that the events follow; then nothing was written.
 */
export async function append<E extends LoggedEvent>(
  log: Log<E>,
  db: Queryable,
  id: string,
  events: readonly E[],
  commands: readonly Sequenced[],
): Promise<boolean> {
  const input = log.input(id, events, commands);
  const { rowCount } = await db.query((input.before === 0 ? log.open : log.append)(input));
  if (rowCount !== 1) return false;
  if (log.settle?.wanted(events)) await log.settle.run(db, id, events);
  return true;
}
