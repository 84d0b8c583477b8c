import type { Sequenced } from '#contracts';
import pg from 'pg';
import type { Queryable } from '../pool.js';
import type { NamedStatement } from '../sql/named-statement.js';
import { DivergedError } from './diverged.js';
import { EVENT_COLUMNS, fromEventRow, type EventRow, type LoggedEvent } from './event-row.js';
import type { LogInput } from './log-input.js';

/**
 * How something that lives by events is written: a case, a duty. Both stand in the same tables of events, commands and
 * audit links, under their ids; each has a read model of its own.
 */
export interface Log<E extends LoggedEvent> {
  name: 'case' | 'duty';
  /** Its row, with `id` and `version`. */
  table: 'case_row' | 'duty_row';
  /** Statements that write events with all that follows from them; each says by a row that it did. */
  open: NamedStatement;
  append: NamedStatement;
  /** The read model alone, from all events, once the rows were taken away. */
  rebuild: NamedStatement;
  input(id: string, events: readonly E[], commands: readonly Sequenced[]): LogInput;
  takeAway(db: Queryable, id: string): Promise<unknown>;
  /** What must be put right in the same transaction once such events are recorded, where one statement can't. */
  settle?: {
    wanted(events: readonly E[]): boolean;
    run(db: Queryable, id: string, events: readonly E[]): Promise<void>;
  };
}

/**
 * The rows of one case or duty anew from its events, within the caller's transaction. Mails are only added.
 *
 * @throws DivergedError when no rows can be made of the events
 */
export async function rebuild<E extends LoggedEvent>(log: Log<E>, db: Queryable, id: string): Promise<void> {
  const { rows } = await db.query<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event WHERE case_id = $1 ORDER BY seq`,
    [id],
  );
  const statement = rows.length > 0 ? rebuilding(log, id, rows) : undefined;
  await log.takeAway(db, id);
  if (!statement) return;
  await db.query(statement).catch((error: unknown) => {
    throw isUnfit(error) ? unreadable(log, id) : error;
  });
}

function rebuilding<E extends LoggedEvent>(log: Log<E>, id: string, rows: readonly EventRow[]) {
  try {
    return log.rebuild(log.input(id, rows.map(fromEventRow<E>), []));
  } catch {
    // What threw may repeat values; which event it is, the audit tells.
    throw unreadable(log, id);
  }
}

const unreadable = ({ name }: { name: 'case' | 'duty' }, id: string): DivergedError =>
  new DivergedError(id, { reason: 'unreadable' }, name);

/** PostgreSQL will never take these values. Two that rebuild at once is another matter: it passes. */
const isUnfit = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '') && error.code !== UNIQUE_VIOLATION;

export const UNIQUE_VIOLATION = '23505';
