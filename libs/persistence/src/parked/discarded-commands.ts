import type { Instant } from '#domain';
import { timestamp, type Queryable } from '../pool.js';

export interface DiscardedCommand {
  commandId: string;
  /** Why it could not be recorded, as the parked run had it. */
  reason: string;
}

/** An operator gives up commands that were accepted and can't be recorded: whoever asks for them is told. */
export async function discardCommands(
  db: Queryable,
  id: string,
  commands: readonly DiscardedCommand[],
  at: Instant,
): Promise<void> {
  await db.query(
    `INSERT INTO discarded_command (case_id, command_id, reason, discarded_at)
     SELECT $1, c.command_id, c.reason, $3
     FROM jsonb_to_recordset($2::jsonb) AS c(command_id text, reason text)
     ON CONFLICT (case_id, command_id) DO NOTHING`,
    [
      id,
      JSON.stringify(commands.map(({ commandId, reason }) => ({ command_id: commandId, reason }))),
      timestamp(at),
    ],
  );
}

export async function isDiscarded(db: Queryable, id: string, commandId: string): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'read-discarded',
    text: 'SELECT FROM discarded_command WHERE case_id = $1::uuid AND command_id = $2::text',
    values: [id, commandId],
  });
  return rowCount === 1;
}

export async function discardedCommands(db: Queryable, id: string): Promise<string[]> {
  const { rows } = await db.query<{ command_id: string }>(
    'SELECT command_id FROM discarded_command WHERE case_id = $1',
    [id],
  );
  return rows.map(({ command_id }) => command_id);
}
