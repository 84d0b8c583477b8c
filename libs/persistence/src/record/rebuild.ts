import type { Queryable } from '../pool.js';
import { readModelOf } from './append.js';
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
  db: Queryable,
  id: string,
): Promise<Head<S>> {
  const events = await readEvents<E>(db, id);
  const from = origin<S>(id);
  const followed = follow(log, id, from, events);
  for (const { table, id: column } of [...log.parts, ...log.besides, { table: log.table, id: 'id' }])
    await db.query(`DELETE FROM ${table.name} WHERE ${column} = $1`, [id]);
  if (events.length === 0) return from;
  await db.query(log.statements.rebuild(readModelOf(log, from, events, followed))).catch((error: unknown) => {
    throw isUnfit(error) ? new DivergedError(id, { reason: 'unreadable' }, log.name) : error;
  });
  return followed.head;
}
