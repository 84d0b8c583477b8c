import type { Instant } from '#domain';
import { timestamp, type Queryable } from '../pool.js';

/** Whatever a blocked case still wants to record once an operator has repaired it stays. */
export const NOT_BLOCKED = (caseId: string): string =>
  `NOT EXISTS (SELECT FROM case_row blocked WHERE blocked.blocked_at IS NOT NULL AND blocked.id::text = ${caseId})`;

/**
 * Forgets uploads of cases that no command has attached and that came before `olderThan`: longer ago than a command can
 * be on its way to be recorded.
 *
 * @returns under which keys their files lie, for whoever has them to remove
 */
export async function sweepUnattached(db: Queryable, olderThan: Instant, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ storage_key: string }>(
    `DELETE FROM attachment WHERE id IN (
       SELECT a.id FROM attachment a
       WHERE a.created_at < $1 AND ${NOT_BLOCKED('a.case_id::text')}
         AND NOT EXISTS (SELECT FROM event e WHERE e.case_id = a.case_id AND e.type = 'attached'
           AND e.data ->> 'attachmentId' = a.id::text)
       ORDER BY a.created_at LIMIT $2)
     RETURNING storage_key`,
    [timestamp(olderThan), limit],
  );
  return rows.map((row) => row.storage_key);
}

/** Those of the keys under which no upload is known. */
export async function unknownFiles(db: Queryable, keys: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ key: string }>(
    `SELECT key FROM unnest($1::text[]) AS key
     WHERE NOT EXISTS (SELECT FROM attachment WHERE storage_key = key)`,
    [keys],
  );
  return rows.map(({ key }) => key);
}

/** Forgets requests that nobody repeats any more. Returns how many. */
export async function sweepIdempotency(db: Queryable, olderThan: Instant, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `DELETE FROM idempotency WHERE command_id IN (
       SELECT command_id FROM idempotency WHERE created_at < $1 ORDER BY created_at LIMIT $2)`,
    [timestamp(olderThan), limit],
  );
  return rowCount ?? 0;
}
