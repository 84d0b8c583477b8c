import type { Instant } from '#domain';
import { timestamp, type Queryable } from '../pool.js';
import { isAttached } from './is-attached.js';

/** Something that no event refers to. Whether its command may still be recorded, only the workflow can tell. */
export interface Unreferenced {
  id: string;
  createdAt: Date;
  /** Left out where it belongs to no command. */
  command?: {
    workflowId: string;
    commandId: string;
    /** PostgreSQL knows the case or order, and that it has not ended. */
    isOpen: boolean;
  };
}

export interface SweepPage {
  olderThan: Instant;
  limit: number;
  /** The last one that was looked at. */
  after?: Pick<Unreferenced, 'id' | 'createdAt'>;
}

interface Row {
  id: string;
  created_at: Date;
  workflow_id: string | null;
  command_id: string | null;
  is_open: boolean;
}

/** What a parked case or order of the case still wants to record stays, whatever it refers to. */
const notParked = (caseId: string): string =>
  `NOT EXISTS (SELECT FROM parked_run p WHERE p.case_id::text = ${caseId})`;

/** `workflow_id` is `case/` or `duty/` and an id. A value, for EXISTS would be answered from the whole table. */
const IS_OPEN = `coalesce(CASE
    WHEN workflow_id LIKE 'case/%' THEN (
      SELECT r.closed_at IS NULL FROM case_row r WHERE r.id = substr(workflow_id, 6)::uuid)
    WHEN workflow_id LIKE 'duty/%' THEN (
      SELECT r.ended_at IS NULL FROM duty_row r WHERE r.id = substr(workflow_id, 6)::uuid)
    END, false)`;

const unreferenced = ({ id, created_at, workflow_id, command_id, is_open }: Row): Unreferenced => ({
  id,
  createdAt: created_at,
  ...(workflow_id !== null &&
    command_id !== null && {
      command: { workflowId: workflow_id, commandId: command_id, isOpen: is_open },
    }),
});

const bindings = ({ olderThan, limit, after }: SweepPage): unknown[] => [
  timestamp(olderThan),
  limit,
  after?.createdAt ?? null,
  after?.id ?? null,
];
const AFTER = '($3::timestamptz IS NULL OR (created_at, id) > ($3::timestamptz, $4::uuid))';

/** Texts of cases that no event refers to, the oldest first. */
export async function unreferencedTexts(db: Queryable, page: SweepPage): Promise<Unreferenced[]> {
  const { rows } = await db.query<Row>(
    `SELECT id, created_at, workflow_id, command_id, ${IS_OPEN} AS is_open FROM content
     WHERE NOT referenced AND created_at < $1 AND subject LIKE 'case/%' AND ${AFTER}
       AND ${notParked('substr(subject, 6)')}
     ORDER BY created_at, id LIMIT $2`,
    bindings(page),
  );
  return rows.map(unreferenced);
}

/** @returns how many went; what was recorded meanwhile stays */
export async function forgetTexts(db: Queryable, ids: readonly string[]): Promise<number> {
  const { rowCount } = await db.query('DELETE FROM content WHERE id = ANY ($1::uuid[]) AND NOT referenced', [
    ids,
  ]);
  return rowCount ?? 0;
}

/** Each upload is looked at in the events once: what one of them has attached is marked. @returns how many were */
export async function markAttached(db: Queryable, olderThan: Instant, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `UPDATE attachment SET attached = true WHERE id IN (
       SELECT a.id FROM attachment a WHERE NOT a.attached AND a.created_at < $1 AND ${isAttached('a')}
       ORDER BY a.created_at LIMIT $2)`,
    [timestamp(olderThan), limit],
  );
  return rowCount ?? 0;
}

/** Uploads of cases that no command has attached, the oldest first. */
export async function unattachedUploads(db: Queryable, page: SweepPage): Promise<Unreferenced[]> {
  const { rows } = await db.query<Row>(
    `SELECT id, created_at, workflow_id, command_id, ${IS_OPEN} AS is_open
     FROM (SELECT a.*, 'case/' || a.case_id::text AS workflow_id FROM attachment a) a
     WHERE NOT attached AND created_at < $1 AND ${AFTER} AND ${notParked('a.case_id::text')} AND NOT ${isAttached('a')}
     ORDER BY created_at, id LIMIT $2`,
    bindings(page),
  );
  return rows.map(unreferenced);
}

/** @returns under which keys their files lie, for whoever has them to remove; what was attached meanwhile stays */
export async function forgetUploads(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ storage_key: string }>(
    `DELETE FROM attachment a WHERE a.id = ANY ($1::uuid[]) AND NOT ${isAttached('a')} RETURNING storage_key`,
    [ids],
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

/** Forgets sessions that ran out long ago. */
export async function sweepSessions(db: Queryable, endedBefore: Instant, limit: number): Promise<number> {
  const { rowCount } = await db.query(
    `DELETE FROM session WHERE id IN (
       SELECT id FROM session WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)`,
    [timestamp(endedBefore), limit],
  );
  return rowCount ?? 0;
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
