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

const COLUMNS = `p.id, p.kind, p.case_id AS "caseId", since, tried_at AS "triedAt", attempts, reason, detail`;

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

/** A case as it is known by; nothing while its first event isn't recorded. */
export interface BlockedCase {
  number?: string;
  villageId?: string;
}

/** What has waited longest first; of these counties, or all. */
export async function listParked(
  db: Queryable,
  countyIds?: readonly string[],
): Promise<(ParkedRun & BlockedCase)[]> {
  const { rows } = await db.query<Row & BlockedCaseRow>(
    `SELECT ${COLUMNS}, c.number, c.village_id AS "villageId"
     FROM parked_run p LEFT JOIN case_row c ON c.id = p.case_id
     WHERE $1::uuid[] IS NULL OR c.county_id = ANY ($1::uuid[]) ORDER BY since, p.id`,
    [countyIds ?? null],
  );
  return rows.map(({ number, villageId, ...row }) => ({
    ...parkedRun(row),
    ...blockedCase({ number, villageId }),
  }));
}

export interface BlockedCaseRow {
  number: string | null;
  villageId: string | null;
}
export const blockedCase = ({ number, villageId }: BlockedCaseRow): BlockedCase => ({
  ...(number !== null && { number }),
  ...(villageId !== null && { villageId }),
});

export async function findParked(db: Queryable, id: string): Promise<ParkedRun | undefined> {
  const { rows } = await db.query<Row>({
    name: 'read-parked',
    text: `SELECT ${COLUMNS} FROM parked_run p WHERE id = $1::uuid`,
    values: [id],
  });
  return rows[0] && parkedRun(rows[0]);
}

const PAUSE_MS = 200;

/** - `goesOn`: recorded · `parkedAgain`: it still can't be · `noAnswer`: no worker took it up in time */
export type UnparkOutcome =
  { now: 'notParked' | 'goesOn' | 'noAnswer' } | { now: 'parkedAgain'; parked: ParkedRun };

/** Lets a parked run try once more, after somebody has repaired what was wrong. */
export async function unparkRun(
  db: Queryable,
  id: string,
  { signal, patienceMs }: { signal(): Promise<void>; patienceMs: number },
): Promise<UnparkOutcome> {
  const before = await findParked(db, id);
  if (!before) return { now: 'notParked' };
  await signal();
  for (const until = Date.now() + patienceMs; Date.now() < until;) {
    const parked = await findParked(db, id);
    if (!parked) return { now: 'goesOn' };
    if (parked.attempts > before.attempts) return { now: 'parkedAgain', parked };
    await new Promise((again) => setTimeout(again, PAUSE_MS));
  }
  return { now: 'noAnswer' };
}
