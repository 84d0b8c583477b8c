import type { Queryable } from '../pool.js';
import { EVENT_COLUMNS, fromEventRow, type EventRow } from './event-row.js';
import { statementInput } from './statement-input.js';
import { REBUILD } from './statements.js';

/** The rows of one case anew from its events, within the caller's transaction. Mails are only added. */
export async function rebuild(db: Queryable, caseId: string): Promise<void> {
  const { rows } = await db.query<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event WHERE case_id = $1 ORDER BY seq`,
    [caseId],
  );
  await db.query('DELETE FROM step_row WHERE case_id = $1', [caseId]);
  await db.query('DELETE FROM case_department WHERE case_id = $1', [caseId]);
  await db.query('DELETE FROM case_actor WHERE case_id = $1', [caseId]);
  await db.query('DELETE FROM case_row WHERE id = $1', [caseId]);
  if (rows.length > 0) await db.query(REBUILD(statementInput(caseId, rows.map(fromEventRow), [])));
}
