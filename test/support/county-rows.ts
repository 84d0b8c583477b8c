import { createHash } from 'node:crypto';
import type { Pool } from '#persistence';

/** A county by SQL alone: rows of the read model in number, without events. */
export interface CountyRows {
  countyId: string;
  townshipIds: string[];
  villageIds: string[];
}

const TOWNSHIPS = 10;
const VILLAGES = 20;

/** The same for the same words. */
export function idOf(...words: (string | number)[]): string {
  const hex = createHash('sha256').update(words.join('/')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Ten townships of twenty villages. Of the open cases one in twenty is late, half of the steps are held, one in five
 * hundred is urgent; every case has a step that is done. What is due lies up to a month after `now`.
 *
 * @param now milliseconds since 1970
 */
export async function fillCounty(
  pool: Pool,
  { open, closed, now }: { open: number; closed: number; now: number },
): Promise<CountyRows> {
  const countyId = idOf('county');
  const townshipIds = Array.from({ length: TOWNSHIPS }, (_, n) => idOf('township', n));
  const villageIds = Array.from({ length: TOWNSHIPS * VILLAGES }, (_, n) => idOf('village', n));
  const accounts = villageIds.map((_, n) => idOf('account', n));
  await pool.query(
    `CREATE TEMPORARY TABLE made AS
     SELECT gen_random_uuid() AS id, n, n <= $1::integer AS open, ($4::uuid[])[n % ${TOWNSHIPS} + 1] AS township_id,
       ($5::uuid[])[n % ${TOWNSHIPS * VILLAGES} + 1] AS village_id, ($6::uuid[])[n % ${TOWNSHIPS * VILLAGES} + 1] AS account_id,
       $3::timestamptz - make_interval(mins => 30 + (n * 7919) % 40000) AS opened_at,
       $3::timestamptz + make_interval(mins => CASE WHEN n % 20 = 0 THEN -((n * 31) % 20000) ELSE (n * 37) % 40000 END)
         AS due_at
     FROM generate_series(1, $1::integer + $2::integer) AS n`,
    [open, closed, new Date(now), townshipIds, villageIds, accounts],
  );
  await pool.query(
    `INSERT INTO case_row (id, county_id, township_id, village_id, number, title, category, procedure_key,
       procedure_version, urgent, outcome, version, round, escalated, calendar_version, opened_at, due_at, closed_at,
       updated_at, search)
     SELECT id, $1::uuid, township_id, village_id, '清溪2026-' || n, '屋檐滴水', 'dispute', 'dispute', 1, n % 500 = 0,
       CASE WHEN NOT open THEN 'agreed' END, 9, 1, false, 1, opened_at, CASE WHEN open THEN due_at ELSE 'infinity' END,
       CASE WHEN NOT open THEN due_at END, opened_at, array_to_tsvector(ARRAY['w' || n % 1000, 'p:' || village_id])
     FROM made`,
    [countyId],
  );
  await pool.query(
    `INSERT INTO step_row (case_id, step, kind, round, visit, status, outcome, owner_role, assignee, started_at, due_at,
       done_at, county_id, township_id, village_id)
     SELECT id, kind, kind, 1, 1, CASE WHEN open AND kind = 'investigate' THEN 'open' ELSE 'done' END,
       CASE WHEN open AND kind = 'investigate' THEN NULL ELSE 'completed' END, 'committee',
       CASE WHEN n % 2 = 0 THEN account_id END, opened_at, due_at, CASE WHEN NOT open THEN due_at END, $1::uuid,
       township_id, village_id
     FROM made, unnest(ARRAY['triage', 'investigate']) AS kind`,
    [countyId],
  );
  await pool.query(
    'INSERT INTO case_actor (case_id, account_id, open) SELECT id, account_id, open FROM made',
  );
  await pool.query('DROP TABLE made');
  await pool.query('VACUUM ANALYZE case_row, step_row, case_actor');
  return { countyId, townshipIds, villageIds };
}
