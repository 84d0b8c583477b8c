import { readModelOf, titleOf, type Writing } from './append.js';
import { DivergedError } from './diverged.js';
import { follow, type Head, origin, readEvents } from './follow.js';
import type { Log, LoggedEvent } from './log.js';
import { isUnfit } from './unrecordable.js';

/**
 * The rows of one case or duty anew from its events, within the caller's transaction. Mails are only added.
 *
 * @returns how far the events go
 * @throws DivergedError when no rows can be made of the events
 */
export async function rebuild<E extends LoggedEvent, S extends object>(
  log: Log<E, S>,
  writing: Writing,
  id: string,
): Promise<Head<S>> {
  const { db } = writing;
  const events = await readEvents<E>(db, id);
  const from = origin<S>(id);
  const title = await titleOf(log, writing, events[0]?.event);
  const followed = follow(log, id, from, events, title);
  for (const { table, id: column } of [...log.parts, ...log.besides, { table: log.table, id: 'id' }])
    await db.query(`DELETE FROM ${table.name} WHERE ${column} = $1`, [id]);
  if (events.length === 0) return from;
  const rebuilt = log.statements.rebuild(readModelOf(log, from, events, followed));
  const { rowCount } = await db.query(rebuilt).catch((error: unknown) => {
    throw isUnfit(error) ? new DivergedError(id, { reason: 'unreadable' }, log.name) : error;
  });
  // It was erased after its title was read, which happens once: the next try finds none.
  if (rowCount !== 1) throw new Error(`${log.name} ${id} was erased while its rows were made`);
  return followed.head;
}
