import type { Sequenced } from '#contracts';
import type { Queryable } from '../pool.js';
import { append, commandRows, type Writing } from './append.js';
import { DivergedError } from './diverged.js';
import { eventDigest } from './event-row.js';
import { follow, type Head, origin, readEvents } from './follow.js';
import { COMMAND } from './log.entities.js';
import type { Batch } from './log-writer.js';
import type { Log, LoggedEvent } from './log.js';
import { rebuild } from './rebuild.js';
import { INSERT_COMMANDS } from './statements.js';

/**
 * Compares with what is there, under lock and within the caller's transaction, and writes the rest.
 *
 * @returns how far the log has come, where it had to be followed
 */
export async function reconcile<E extends LoggedEvent, S extends object>(
  log: Log<E, S>,
  writing: Writing,
  id: string,
  { events, commands }: Batch<E>,
): Promise<Head<S> | undefined> {
  const { db } = writing;
  const { head, version } = await lockHead(log, db, id);
  if ((events[0]?.seq ?? 0) > head + 1)
    throw new DivergedError(id, { reason: 'gap', seq: head + 1 }, log.name);
  const recorded = events.filter((event) => event.seq <= head);
  if (recorded.length > 0) await compareEvents(log, db, id, recorded);
  // The events are the truth: a row of the read model that doesn't match is made anew.
  const rebuilt = version === head ? undefined : await rebuild(log, writing, id);
  const missing = await missingCommands(log, db, id, commands);
  const rest = events.filter((event) => event.seq > head);
  if (rest.length > 0) {
    const from = await chained(log, db, id, rebuilt ?? (await followed(log, db, id)));
    const after = await append(log, writing, id, from, { events: rest, commands: missing });
    if (!after) throw new Error(`${log.name} ${id} moved under its lock`);
    return after;
  }
  if (missing.length > 0)
    await db.query(INSERT_COMMANDS({ [COMMAND.name]: commandRows(id, missing, events) }));
  return rebuilt;
}

const followed = async <E extends LoggedEvent, S extends object>(log: Log<E, S>, db: Queryable, id: string) =>
  follow(log, id, origin<S>(id), await readEvents<E>(db, id)).head;

/** After a break in the chain it goes on from what stands there: the audit names the break. */
async function chained<S>(
  { name }: Pick<Log<never, never>, 'name'>,
  db: Queryable,
  id: string,
  head: Head<S>,
): Promise<Head<S>> {
  if (head.seq === 0) return head;
  const { rows } = await db.query<{ hash: Buffer }>(
    'SELECT hash FROM audit WHERE case_id = $1 AND seq = $2',
    [id, head.seq],
  );
  if (!rows[0]) throw new DivergedError(id, { reason: 'audit', seq: head.seq }, name);
  return { ...head, link: rows[0].hash };
}

/** The last recorded event, and the version that the read model has come to. */
async function lockHead(
  log: Pick<Log<never, never>, 'table'>,
  db: Queryable,
  id: string,
): Promise<{ head: number; version: number }> {
  const row = await db.query<{ version: number }>(
    `SELECT version FROM ${log.table.name} WHERE id = $1 FOR UPDATE`,
    [id],
  );
  const event = await db.query<{ head: number }>(
    'SELECT coalesce(max(seq), 0) AS head FROM event WHERE case_id = $1',
    [id],
  );
  return { head: event.rows[0]?.head ?? 0, version: row.rows[0]?.version ?? 0 };
}

async function compareEvents<E extends LoggedEvent>(
  log: Pick<Log<never, never>, 'name'>,
  db: Queryable,
  id: string,
  events: readonly E[],
): Promise<void> {
  const { rows } = await db.query<{ seq: number; digest: Buffer }>(
    'SELECT seq, digest FROM event WHERE case_id = $1 AND seq = ANY ($2::integer[])',
    [id, events.map((event) => event.seq)],
  );
  const digests = new Map(rows.map(({ seq, digest }) => [seq, digest]));
  for (const event of events) {
    if (!digests.get(event.seq)?.equals(eventDigest(event)))
      throw new DivergedError(id, { reason: 'event', seq: event.seq }, log.name);
  }
}

interface CommandRow {
  command_id: string;
  account_id: string;
  body_hash: string;
  version: number;
}

async function missingCommands(
  log: Pick<Log<never, never>, 'name'>,
  db: Queryable,
  id: string,
  commands: readonly Sequenced[],
): Promise<Sequenced[]> {
  if (commands.length === 0) return [];
  const { rows } = await db.query<CommandRow>(
    'SELECT command_id, account_id, body_hash, version FROM command WHERE case_id = $1 AND command_id = ANY ($2::text[])',
    [id, commands.map((command) => command.commandId)],
  );
  const recorded = new Map(rows.map((row) => [row.command_id, row]));
  return commands.filter((command) => {
    const row = recorded.get(command.commandId);
    if (!row) return true;
    const same =
      row.account_id === command.accountId &&
      row.body_hash === command.bodyHash &&
      row.version === command.version;
    if (!same) throw new DivergedError(id, { reason: 'command', commandId: command.commandId }, log.name);
    return false;
  });
}
