import type { Queryable } from '../pool.js';

/** Whatever lives by events of its own. */
export interface RecordedSubject {
  kind: 'case' | 'duty';
  id: string;
}

/** The first event tells. */
const KIND = `CASE type WHEN 'caseOpened' THEN 'case' ELSE 'duty' END AS kind`;

/** What an id belongs to: recorded, or parked before anything of it could be. */
export async function kindOf(db: Queryable, id: string): Promise<RecordedSubject['kind'] | undefined> {
  const { rows } = await db.query<{ kind: RecordedSubject['kind'] }>(
    `SELECT ${KIND} FROM event WHERE case_id = $1 AND seq = 1
     UNION ALL SELECT kind FROM parked_run WHERE id = $1 LIMIT 1`,
    [id],
  );
  return rows[0]?.kind;
}

/** In the order of ids, beginning after the given one. */
export async function listSubjects(
  db: Queryable,
  after: string | undefined,
  limit: number,
): Promise<RecordedSubject[]> {
  const { rows } = await db.query<RecordedSubject>(
    `SELECT case_id AS id, ${KIND} FROM event
     WHERE seq = 1 AND ($1::uuid IS NULL OR case_id > $1) ORDER BY case_id LIMIT $2`,
    [after ?? null, limit],
  );
  return rows;
}
