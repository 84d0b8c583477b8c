import type { ParkInput, ParkReason } from '#contracts';
import { timestamp, type Queryable } from '../pool.js';

/** Whose run waits for an operator; `caseId` is its own case, or the one that the duty is about. */
export interface ParkedRun {
  id: string;
  kind: 'case' | 'duty';
  caseId: string;
  since: Date;
  /** When recording was tried last. */
  triedAt: Date;
  attempts: number;
  reason: ParkReason;
}

const COLUMNS = `id, kind, case_id AS "caseId", since, tried_at AS "triedAt", attempts, reason, detail`;

type Row = Omit<ParkedRun, 'reason'> & { reason: ParkReason['code']; detail: string | null };

const parkedRun = ({ reason, detail, ...row }: Row): ParkedRun => ({
  ...row,
  reason: { code: reason, ...(detail !== null && { detail }) },
});

/** Parked once more, it counts one attempt more and keeps since when. */
export async function parkRun(
  db: Queryable,
  { id, kind, caseId, at, reason }: ParkInput & Pick<ParkedRun, 'id' | 'kind' | 'caseId'>,
): Promise<void> {
  await db.query(
    `INSERT INTO parked_run AS p (id, kind, case_id, since, tried_at, attempts, reason, detail)
     VALUES ($1, $2, $3, $4, $4, 1, $5, $6)
     ON CONFLICT (id) DO UPDATE SET tried_at = excluded.tried_at, reason = excluded.reason,
       detail = excluded.detail,
       -- The same attempt told twice, because an answer got lost, is one.
       attempts = p.attempts + (excluded.tried_at <> p.tried_at)::integer`,
    [id, kind, caseId, timestamp(at), reason.code, reason.detail ?? null],
  );
}

/** It was recorded, or starts again from what is recorded. */
export async function forgetParked(db: Queryable, id: string): Promise<void> {
  await db.query('DELETE FROM parked_run WHERE id = $1', [id]);
}

/** What has waited longest first. */
export async function listParked(db: Queryable): Promise<ParkedRun[]> {
  const { rows } = await db.query<Row>(`SELECT ${COLUMNS} FROM parked_run ORDER BY since, id`);
  return rows.map(parkedRun);
}

export async function findParked(db: Queryable, id: string): Promise<ParkedRun | undefined> {
  const { rows } = await db.query<Row>({
    name: 'read-parked',
    text: `SELECT ${COLUMNS} FROM parked_run WHERE id = $1::uuid`,
    values: [id],
  });
  return rows[0] && parkedRun(rows[0]);
}
