import type { Instant } from '#domain';
import { timestamp, type Queryable } from '../pool.js';

/** Whatever a blocked case still wants to record once an operator has repaired it stays. */
export const NOT_BLOCKED = (caseId: string): string =>
  `NOT EXISTS (SELECT FROM case_row blocked WHERE blocked.blocked_at IS NOT NULL AND blocked.id::text = ${caseId})`;

interface Looked {
  looked: number;
  keys: string[];
}

/** Looks at each upload once: what an event has attached is marked, and not looked at again. */
const LOOK = `
  WITH old AS (
    SELECT a.id, EXISTS (
        SELECT FROM event e WHERE e.case_id = a.case_id AND e.type = 'attached'
          AND e.data ->> 'attachmentId' = a.id::text) AS attached
    FROM attachment a
    WHERE NOT a.attached AND a.created_at < $1::timestamptz AND ${NOT_BLOCKED('a.case_id::text')}
    ORDER BY a.created_at LIMIT $2::integer),
  marked AS (
    UPDATE attachment a SET attached = true FROM old WHERE a.id = old.id AND old.attached),
  gone AS (
    DELETE FROM attachment a USING old WHERE a.id = old.id AND NOT old.attached RETURNING a.storage_key)
  SELECT (SELECT count(*)::integer FROM old) AS looked, ARRAY(SELECT storage_key FROM gone) AS keys`;

/**
 * Forgets uploads of cases that no command has attached and that came before `olderThan`: longer ago than a command can
 * be on its way to be recorded.
 *
 * @returns under which keys their files lie, for whoever has them to remove; fewer than `limit` when nothing is left
 */
export async function sweepUnattached(db: Queryable, olderThan: Instant, limit: number): Promise<string[]> {
  const swept: string[] = [];
  while (swept.length < limit) {
    const atOnce = limit - swept.length;
    const { rows } = await db.query<Looked>(LOOK, [timestamp(olderThan), atOnce]);
    const { looked, keys } = rows[0]!;
    swept.push(...keys);
    if (looked < atOnce) break;
  }
  return swept;
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
