import { inTransaction, type Pool, type Queryable } from '../pool.js';
import { countFigures, eventsOf, restrictedBy } from './settle-figures.js';

const PAGE = 200;

/** What makes a row of figures, and what it counts. */
const FIGURES = {
  backlog_day: {
    key: ['village_id', 'day', 'category', 'procedure_key', 'restricted'],
    counted: ['opened', 'closed', 'delta'],
  },
  step_dwell_day: {
    key: ['village_id', 'day', 'category', 'procedure_key', 'kind', 'late', 'restricted'],
    counted: ['count', 'milliseconds', 'overdue'],
  },
} as const;
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
 * The daily figures anew from the events of all cases, for when they were lost. Recording waits meanwhile: what is
 * recorded afterwards is counted on top.
 *
 * @returns what was wrong
 */
export async function recountFigures(pool: Pool): Promise<FigureDifference[]> {
  return inTransaction(pool, async (db) => {
    await db.query(`LOCK TABLE ${TABLES.join(', ')} IN SHARE ROW EXCLUSIVE MODE`);
    for (const table of TABLES) {
      await db.query(`CREATE TEMPORARY TABLE ${table}_found ON COMMIT DROP AS TABLE ${table}`);
      await db.query(`DELETE FROM ${table}`);
    }
    await recountAll(db);
    const differences: FigureDifference[] = [];
    for (const table of TABLES) differences.push(...(await differencesOf(db, table)));
    return differences;
  });
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

async function recountCase(db: Queryable, caseId: string): Promise<void> {
  const events = await eventsOf(db, caseId);
  await countFigures(db, caseId, events, { restricted: restrictedBy(events), sign: 1 });
}
