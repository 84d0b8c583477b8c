import type { Queryable } from '../pool.js';
import { type Bind, type CaseScope, seen } from './case-scope.js';
import { CASE_COLUMNS, caseSummary, type CaseRow, type CaseSummary } from './rows.js';
import { pairQueries } from './search-tokens.js';

/** So many pairs of characters of a text are looked for; one alone is chance. */
const PAIRS = 60;
const ENOUGH = 2;

export interface SimilarQuery {
  scope: CaseScope;
  villageId: string;
  /** What somebody is about to enter. */
  text: string;
  limit: number;
}

/** Open cases of the village whose titles share pairs of characters with a text, those that share most first. */
export async function similarCases(
  db: Queryable,
  { scope, villageId, text, limit }: SimilarQuery,
): Promise<CaseSummary[]> {
  const pairs = pairQueries(text, villageId, PAIRS);
  if (pairs.length === 0) return [];
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const queries = pairs.map((pair) => `${bind(pair)}::tsquery`);
  const shared = queries.map((query) => `(search @@ ${query})::integer`).join(' + ');
  const { rows } = await db.query<CaseRow>(
    `SELECT ${CASE_COLUMNS} FROM case_row
     WHERE closed_at IS NULL AND village_id = ${bind(villageId)}::uuid
       AND search @@ (${queries.join(' || ')}) AND (${shared}) >= ${Math.min(ENOUGH, pairs.length)}
       AND ${seen(scope, bind, 'case_row')}
     ORDER BY ${shared} DESC, opened_at DESC LIMIT ${bind(limit)}::integer`,
    values,
  );
  return rows.map(caseSummary);
}
