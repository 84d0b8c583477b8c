import type { CaseEvent } from '#domain';
import { inTransaction, type Pool, type Queryable } from '../pool.js';
import { EVENT_COLUMNS, fromEventRow, type EventRow } from './event-row.js';
import { RECOUNT } from './statements.js';
import { statementInput } from './statement-input.js';

const PAGE = 200;

/**
 * The daily figures anew from the events of all cases, for when they were lost. Recording waits meanwhile: what is
 * recorded afterwards is counted on top.
 */
export async function recountFigures(pool: Pool): Promise<void> {
  await inTransaction(pool, async (db) => {
    await db.query('LOCK TABLE backlog_day, step_dwell_day IN SHARE ROW EXCLUSIVE MODE');
    await db.query('DELETE FROM backlog_day');
    await db.query('DELETE FROM step_dwell_day');
    let after: string | null = null;
    for (;;) {
      const ids: string[] = await caseIds(db, after);
      for (const id of ids) await recountCase(db, id);
      if (ids.length < PAGE) return;
      after = ids.at(-1)!;
    }
  });
}

async function caseIds(db: Queryable, after: string | null): Promise<string[]> {
  const { rows } = await db.query<{ case_id: string }>(
    `SELECT case_id FROM event
     WHERE seq = 1 AND type = 'caseOpened' AND ($1::uuid IS NULL OR case_id > $1) ORDER BY case_id LIMIT $2`,
    [after, PAGE],
  );
  return rows.map(({ case_id }) => case_id);
}

async function recountCase(db: Queryable, caseId: string): Promise<void> {
  const { rows } = await db.query<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event WHERE case_id = $1 ORDER BY seq`,
    [caseId],
  );
  await db.query(RECOUNT(statementInput(caseId, rows.map(fromEventRow<CaseEvent>), [])));
}
