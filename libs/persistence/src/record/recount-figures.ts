import type { CaseEvent } from '#domain';
import type { Pool, Queryable } from '../pool.js';
import { namedStatement } from '../sql/named-statement.js';
import { CASES } from './case-log.js';
import { FIGURES, figureRows, FIGURES_IN } from './figures.js';
import { alongside } from './statements.js';
import { follow, origin, readEvents } from './follow.js';

const PAGE = 200;

type FiguresTable = keyof typeof FIGURES;
const TABLES = Object.keys(FIGURES) as FiguresTable[];

/** A figure that stood there otherwise than the events say; a row that is missing counts nothing. */
export interface FigureDifference {
  table: FiguresTable;
  /** Village, day, category and so on. */
  key: Record<string, string | boolean>;
  found: Record<string, number>;
  counted: Record<string, number>;
}

/**
 * The daily figures anew from the events of all cases, for when they were lost. Nobody waits for it: it counts by a
 * snapshot, into tables of its own that hide the real ones from this session, and then adds to the real figures what
 * they lacked in that snapshot. What is recorded meanwhile is added by its own statement, before or after.
 *
 * @returns what was wrong
 */
export async function recountFigures(pool: Pool): Promise<FigureDifference[]> {
  const db = await pool.connect();
  try {
    const differences = await transaction(db, 'REPEATABLE READ', async () => {
      for (const table of TABLES) {
        await db.query(`CREATE TEMPORARY TABLE ${table}_found AS TABLE ${table}`);
        await db.query(`CREATE TEMPORARY TABLE ${table} (LIKE ${table} INCLUDING ALL)`);
      }
      await recountAll(db);
      const found: FigureDifference[] = [];
      for (const table of TABLES) found.push(...(await differencesOf(db, table)));
      return found;
    });
    if (differences.length > 0)
      await transaction(db, 'READ COMMITTED', async () => {
        for (const table of TABLES) await correct(db, table);
      });
    return differences;
  } finally {
    // Ends the session, and with it the tables that hide the real ones.
    db.release(true);
  }
}

async function transaction<T>(db: Queryable, level: string, work: () => Promise<T>): Promise<T> {
  await db.query(`BEGIN ISOLATION LEVEL ${level}`);
  const result = await work();
  await db.query('COMMIT');
  return result;
}

/** In the order of villages and days, as recording has it, so that none waits for the other crosswise. */
async function correct(db: Queryable, table: FiguresTable): Promise<void> {
  const { key, counted } = FIGURES[table];
  const keys = key.join(', ');
  const lacking = counted.map((column) => `coalesce(c.${column}, 0) - coalesce(f.${column}, 0)`);
  await db.query(
    `INSERT INTO public.${table} AS real (${keys}, county_id, township_id, ${counted.join(', ')})
     SELECT ${keys}, coalesce(c.county_id, f.county_id), coalesce(c.township_id, f.township_id), ${lacking.join(', ')}
     FROM pg_temp.${table}_found f FULL JOIN pg_temp.${table} c USING (${keys})
     WHERE (${lacking.join(', ')}) <> (${counted.map(() => '0').join(', ')})
     ORDER BY ${keys}
     ON CONFLICT (${keys}) DO UPDATE SET
       ${counted.map((column) => `${column} = real.${column} + excluded.${column}`).join(', ')}`,
  );
  await db.query(
    `DELETE FROM public.${table} real USING pg_temp.${table}_found f
     WHERE ${key.map((column) => `real.${column} = f.${column}`).join(' AND ')}
       AND ${counted.map((column) => `real.${column} = 0`).join(' AND ')}`,
  );
}

async function recountAll(db: Queryable): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const ids: string[] = await caseIds(db, after);
    for (const id of ids) await recountCase(db, id);
    if (ids.length < PAGE) return;
    after = ids.at(-1)!;
  }
}

async function differencesOf(db: Queryable, table: FiguresTable): Promise<FigureDifference[]> {
  const { key, counted } = FIGURES[table];
  const object = (columns: readonly string[], value: (column: string) => string) =>
    `jsonb_build_object(${columns.map((column) => `'${column}', ${value(column)}`).join(', ')})`;
  const of = (row: string) => object(counted, (column) => `coalesce(${row}.${column}, 0)`);
  const { rows } = await db.query<Omit<FigureDifference, 'table'>>(
    `SELECT * FROM (
       SELECT ${object(key, (column) => column)} AS key, ${of('f')} AS found, ${of('c')} AS counted
       FROM ${table}_found f FULL JOIN ${table} c USING (${key.join(', ')})) both_counted
     WHERE found <> counted ORDER BY key->>'day', key::text`,
  );
  return rows.map((row) => ({ table, ...row }));
}

async function caseIds(db: Queryable, after: string | null): Promise<string[]> {
  const { rows } = await db.query<{ case_id: string }>(
    `SELECT case_id FROM event
     WHERE seq = 1 AND type = 'caseOpened' AND ($1::uuid IS NULL OR case_id > $1) ORDER BY case_id LIMIT $2`,
    [after, PAGE],
  );
  return rows.map(({ case_id }) => case_id);
}

/** The daily figures alone. */
const ADD_UP = namedStatement(
  'recount-figures',
  `WITH head AS (SELECT)${alongside(FIGURES_IN)} SELECT FROM head`,
);

async function recountCase(db: Queryable, caseId: string): Promise<void> {
  const events = await readEvents<CaseEvent>(db, caseId);
  await db.query(ADD_UP(figureRows(follow(CASES, caseId, origin(caseId), events).figures)));
}
