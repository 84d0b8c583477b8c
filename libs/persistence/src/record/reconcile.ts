import type { RecordedCommand } from '#contracts';
import type { CaseEvent } from '#domain';
import type { Queryable } from '../pool.js';
import { append } from './append.js';
import { DivergedError } from './diverged.js';
import { eventDigest } from './event-row.js';
import { rebuild } from './rebuild.js';
import { commandRows } from './statement-input.js';
import { INSERT_COMMANDS } from './statements.js';

/** Compares with what is there, under lock and within the caller's transaction, and writes the rest. */
export async function reconcile(
  db: Queryable,
  caseId: string,
  events: readonly CaseEvent[],
  commands: readonly RecordedCommand[],
): Promise<void> {
  const head = await lockHead(db, caseId);
  if ((events[0]?.seq ?? 0) > head + 1) throw new DivergedError(caseId, { reason: 'gap', seq: head + 1 });
  const recorded = events.filter((event) => event.seq <= head);
  if (recorded.length > 0) await compareEvents(db, caseId, recorded);
  const missing = await missingCommands(db, caseId, commands);
  const rest = events.filter((event) => event.seq > head);
  if (rest.length > 0) {
    if (!(await append(db, caseId, rest, missing))) throw new Error(`case ${caseId} moved under its lock`);
  } else if (missing.length > 0) {
    await insertCommands(db, caseId, missing, events);
  }
}

/** The last recorded version. The events are the truth: a row of the read model that doesn't match is made anew. */
async function lockHead(db: Queryable, caseId: string): Promise<number> {
  const row = await db.query<{ version: number }>('SELECT version FROM case_row WHERE id = $1 FOR UPDATE', [
    caseId,
  ]);
  const event = await db.query<{ head: number }>(
    'SELECT coalesce(max(seq), 0) AS head FROM event WHERE case_id = $1',
    [caseId],
  );
  const head = event.rows[0]?.head ?? 0;
  if ((row.rows[0]?.version ?? 0) !== head) await rebuild(db, caseId);
  return head;
}

async function compareEvents(db: Queryable, caseId: string, events: readonly CaseEvent[]): Promise<void> {
  const { rows } = await db.query<{ seq: number; digest: Buffer }>(
    'SELECT seq, digest FROM event WHERE case_id = $1 AND seq = ANY ($2::integer[])',
    [caseId, events.map((event) => event.seq)],
  );
  const digests = new Map(rows.map(({ seq, digest }) => [seq, digest]));
  for (const event of events) {
    if (!digests.get(event.seq)?.equals(eventDigest(event)))
      throw new DivergedError(caseId, { reason: 'event', seq: event.seq });
  }
}

interface CommandRow {
  command_id: string;
  account_id: string;
  body_hash: string;
  version: number;
}

async function missingCommands(
  db: Queryable,
  caseId: string,
  commands: readonly RecordedCommand[],
): Promise<RecordedCommand[]> {
  if (commands.length === 0) return [];
  const { rows } = await db.query<CommandRow>(
    'SELECT command_id, account_id, body_hash, version FROM command WHERE case_id = $1 AND command_id = ANY ($2::text[])',
    [caseId, commands.map((command) => command.commandId)],
  );
  const recorded = new Map(rows.map((row) => [row.command_id, row]));
  return commands.filter((command) => {
    const row = recorded.get(command.commandId);
    if (!row) return true;
    const same =
      row.account_id === command.accountId &&
      row.body_hash === command.bodyHash &&
      row.version === command.version;
    if (!same) throw new DivergedError(caseId, { reason: 'command', commandId: command.commandId });
    return false;
  });
}

/** Commands whose events are recorded already, or that made none. */
async function insertCommands(
  db: Queryable,
  caseId: string,
  commands: readonly RecordedCommand[],
  events: readonly CaseEvent[],
): Promise<void> {
  await db.query(INSERT_COMMANDS({ caseId, commands: commandRows(commands, events) }));
}
