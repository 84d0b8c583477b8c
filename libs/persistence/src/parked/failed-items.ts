import type { Instant } from '#domain';
import { timestamp, type Queryable } from '../pool.js';
import { type BlockedCase, type BlockedCaseRow, blockedCase } from './parked-runs.js';

/** What a batch could not do for a single case or duty; it went on with the others. */
export interface FailedItem {
  /** What was to be done, such as `calendar`. */
  task: string;
  id: string;
  kind: 'case' | 'duty';
  /** A code. */
  reason: string;
  since: Date;
  triedAt: Date;
  attempts: number;
}

export async function noteFailure(
  db: Queryable,
  { task, id, kind, reason, at }: Pick<FailedItem, 'task' | 'id' | 'kind' | 'reason'> & { at: Instant },
): Promise<void> {
  await db.query(
    `INSERT INTO failed_item AS f (task, id, kind, reason, since, tried_at, attempts)
     VALUES ($1, $2, $3, $4, $5, $5, 1)
     ON CONFLICT (task, id) DO UPDATE SET reason = excluded.reason, tried_at = excluded.tried_at,
       attempts = f.attempts + 1`,
    [task, id, kind, reason, timestamp(at)],
  );
}

/** Those that are done by now, or concern nobody any more. */
export async function forgetFailures(db: Queryable, task: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await db.query('DELETE FROM failed_item WHERE task = $1 AND id = ANY ($2::uuid[])', [task, ids]);
}

/** What has failed longest first; of these counties, or all. */
export async function listFailures(
  db: Queryable,
  countyIds?: readonly string[],
): Promise<(FailedItem & BlockedCase)[]> {
  const { rows } = await db.query<FailedItem & BlockedCaseRow>(
    `SELECT f.task, f.id, f.kind, f.reason, f.since, f.tried_at AS "triedAt", f.attempts,
       c.number, c.village_id AS "villageId"
     FROM failed_item f LEFT JOIN duty_row d ON d.id = f.id LEFT JOIN case_row c ON c.id = coalesce(d.case_id, f.id)
     WHERE $1::uuid[] IS NULL OR c.county_id = ANY ($1::uuid[]) ORDER BY f.since, f.task, f.id`,
    [countyIds ?? null],
  );
  return rows.map(({ number, villageId, ...row }) => ({ ...row, ...blockedCase({ number, villageId }) }));
}

/** Whatever has ended meanwhile needs nothing any more. */
export async function forgetEnded(db: Queryable, task: string): Promise<void> {
  await db.query(
    `DELETE FROM failed_item f WHERE task = $1 AND (
       EXISTS (SELECT FROM case_row c WHERE c.id = f.id AND c.closed_at IS NOT NULL)
       OR EXISTS (SELECT FROM duty_row d WHERE d.id = f.id AND d.ended_at IS NOT NULL))`,
    [task],
  );
}

/** Whether PostgreSQL knows the case or duty as open. */
export async function isOpen(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `SELECT FROM case_row WHERE id = $1 AND closed_at IS NULL
     UNION ALL SELECT FROM duty_row WHERE id = $1 AND ended_at IS NULL`,
    [id],
  );
  return rowCount !== 0;
}
