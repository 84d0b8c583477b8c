import type { Answered } from '#contracts';
import { CaseReader, type Pool } from '#persistence';
import type { AnyEvent } from './subject.js';

/** As many handled commands as a run carries on to the next one. */
const HANDLED = 200;

/** What PostgreSQL holds of a case or order. */
export interface RecordedRun {
  events: AnyEvent[];
  /** Ids of its commands: recorded, or given up by an operator. */
  settled: Set<string>;
  /** The last ones, for repeats. */
  handled: Answered[];
  /** The audit chain's hash at the last event, by which a new run proves that nothing was recorded after it. */
  head: string | undefined;
}

export async function readRecorded(pool: Pool, id: string): Promise<RecordedRun> {
  const reader = new CaseReader(pool);
  const events = (await reader.events(id)) as AnyEvent[];
  const head = await reader.auditHash(id, events.at(-1)?.seq ?? 0);
  const { rows: commands } = await pool.query<Answered>(
    `SELECT command_id AS "commandId", body_hash AS "bodyHash", version
     FROM command WHERE case_id = $1 ORDER BY version`,
    [id],
  );
  const { rows: discarded } = await pool.query<{ command_id: string }>(
    'SELECT command_id FROM discarded_command WHERE case_id = $1',
    [id],
  );
  return {
    events,
    settled: new Set([
      ...commands.map(({ commandId }) => commandId),
      ...discarded.map(({ command_id }) => command_id),
    ]),
    handled: commands.slice(-HANDLED),
    head,
  };
}
