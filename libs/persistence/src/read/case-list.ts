import type { Category, ClosingOutcome, Instant, KindName } from '#domain';
import { timestamp, type Queryable } from '../pool.js';
import { type Bind, type CaseScope, type SeenPlace, seenAt } from './case-scope.js';
import { searchQuery } from './search-tokens.js';
import { compareKeys, decodeCursor, encodeCursor, mergePages, type Page, TIME, UUID } from './keyset.js';
import { CASE_COLUMNS, caseSummary, type CaseRow, type CaseSummary } from './rows.js';

/** Which cases are meant. */
export interface CaseListFilter {
  scope: CaseScope;
  /** `open` by default. */
  status?: 'open' | 'closed' | 'all';
  category?: Category;
  procedureKey?: string;
  urgent?: boolean;
  /** Only cases that should have kept a date by this instant; those paused then are not late. */
  overdueAt?: Instant;
  /** With an open step of this kind. */
  stepKind?: KindName;
  /** With an open step that this account holds. */
  assigneeId?: string;
  /** Closed so. */
  outcome?: ClosingOutcome;
  /** Raised from this instant on, and before that one. */
  openedFrom?: Instant;
  openedBefore?: Instant;
  /** Raised by this person, or with them as a party. */
  personId?: string;
  /** Entered in the register of that office, or not; in any where none is named. */
  reported?: { is: boolean; layout?: string };
  /** Words of title or number that must all occur. */
  text?: string;
  /** Who else may be meant by the text: a case of theirs is found as well. */
  namedIds?: readonly string[];
}

/** By what a case is found: each has an index of its own, which no OR of both would use. */
type Way = 'text' | 'named';
const waysOf = ({ text, namedIds = [] }: CaseListFilter): (Way | undefined)[] =>
  text === undefined ? [undefined] : namedIds.length > 0 ? ['text', 'named'] : ['text'];

export interface CaseListQuery extends CaseListFilter {
  /** `dueAt` by default for open cases (only these are due), else `-openedAt`; `-` is descending. */
  sort?: 'dueAt' | '-dueAt' | 'openedAt' | '-openedAt';
  limit: number;
  /** `next` of the page before; the rest of the query must be the same. */
  after?: string;
}

/**
 * One index scan a place, status and way to be found, merged.
 *
 * @throws InvalidCursorError, RangeError for closed cases sorted by due time
 */
export async function listCases(db: Queryable, query: CaseListQuery): Promise<Page<CaseSummary>> {
  const { status = 'open', limit } = query;
  const sort = query.sort ?? (status === 'open' ? 'dueAt' : '-openedAt');
  if (status !== 'open' && sort.endsWith('dueAt')) throw new RangeError('only open cases are due');
  const list = `cases:${sort}`;
  const after = query.after === undefined ? undefined : decodeCursor(list, query.after, [TIME, UUID]);
  const statuses = status === 'all' ? (['open', 'closed'] as const) : ([status] as const);
  const selects = query.scope.places.flatMap((place) =>
    statuses.flatMap((one) =>
      waysOf(query).map((way) => select(query, sort, { place, status: one, way }, after)),
    ),
  );
  const pages = await Promise.all(
    selects.map(async (statement) => (statement ? (await db.query<CaseRow>(statement)).rows : [])),
  );
  const key = (row: CaseRow): string[] => [sortKey(row, sort), row.id];
  const sign = sort.startsWith('-') ? -1 : 1;
  const { items, more } = mergePages(
    pages,
    limit,
    (row) => row.id,
    (a, b) => sign * compareKeys(key(a), key(b)),
  );
  const last = items.at(-1);
  return { items: items.map(caseSummary), ...(more && last && { next: encodeCursor(list, key(last)) }) };
}

/** As text, of which the order is that of the instants. */
const sortKey = (row: CaseRow, sort: string): string =>
  timestamp(Number(sort.endsWith('dueAt') ? row.effective_due_at : row.opened_at));

/** What one scan goes over. */
interface Part {
  place: SeenPlace;
  status: 'open' | 'closed';
  way: Way | undefined;
}

/** Undefined when nothing can match. */
function select(
  query: CaseListQuery,
  sort: string,
  part: Part,
  after: string[] | undefined,
): { name?: string; text: string; values: unknown[] } | undefined {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const column = sort.endsWith('dueAt') ? 'effective_due_at' : 'opened_at';
  const descending = sort.startsWith('-');
  const where = conditions(query, part, bind);
  if (!where) return undefined;
  if (after)
    where.push(
      `(${column}, id) ${descending ? '<' : '>'} (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid)`,
    );
  const direction = descending ? 'DESC' : 'ASC';
  return {
    text: `SELECT ${CASE_COLUMNS} FROM case_row WHERE ${where.join(' AND ')}
      ORDER BY ${column} ${direction}, id ${direction} LIMIT ${bind(query.limit + 1)}::integer`,
    values,
  };
}

/** Undefined when nothing can match. */
function conditions(query: CaseListFilter, { place, status, way }: Part, bind: Bind): string[] | undefined {
  const where = [
    ...seenAt(query.scope, place, bind, { c: 'case_row' }),
    status === 'open' ? 'closed_at IS NULL' : 'closed_at IS NOT NULL',
  ];
  if (query.category) where.push(`category = ${bind(query.category)}`);
  if (query.procedureKey) where.push(`procedure_key = ${bind(query.procedureKey)}`);
  if (query.urgent !== undefined) where.push(`urgent = ${bind(query.urgent)}`);
  if (query.outcome) where.push(`outcome = ${bind(query.outcome)}`);
  if (query.openedFrom !== undefined)
    where.push(`opened_at >= ${bind(timestamp(query.openedFrom))}::timestamptz`);
  if (query.openedBefore !== undefined)
    where.push(`opened_at < ${bind(timestamp(query.openedBefore))}::timestamptz`);
  if (query.overdueAt !== undefined) {
    const at = `${bind(timestamp(query.overdueAt))}::timestamptz`;
    where.push(`effective_due_at <= ${at} AND (paused_until IS NULL OR paused_until <= ${at})`);
  }
  const step = [
    ...(query.stepKind ? [`s.kind = ${bind(query.stepKind)}`] : []),
    ...(query.assigneeId ? [`s.assignee = ${bind(query.assigneeId)}::uuid`] : []),
  ];
  if (step.length > 0)
    where.push(
      `EXISTS (SELECT FROM step_row s WHERE s.case_id = case_row.id AND s.status = 'open' AND ${step.join(' AND ')})`,
    );
  if (query.reported) {
    const { is, layout } = query.reported;
    const office = layout ? ` AND r.layout = ${bind(layout)}` : '';
    // A limit keeps the planner from hashing every mark there is for a page of fifty.
    where.push(
      `(SELECT r.id FROM case_report r
        WHERE r.case_id = case_row.id AND r.withdrawn_at IS NULL${office} LIMIT 1) IS ${is ? 'NOT NULL' : 'NULL'}`,
    );
  }
  if (query.personId) where.push(casesOf([query.personId], bind));
  if (way === 'named') where.push(casesOf(query.namedIds ?? [], bind));
  if (way === 'text') {
    const words = searchQuery(query.text ?? '', place.id);
    if (!words) return undefined;
    where.push(`search @@ ${bind(words)}::tsquery`);
  }
  return where;
}

/** Found first, each then by its key: what a person has to do with is little, whatever else is recorded. */
const casesOf = (persons: readonly string[], bind: Bind): string =>
  `id = ANY (ARRAY(SELECT p.case_id FROM case_person p WHERE p.person_id = ANY (${bind(persons)}::uuid[])))`;

/** How many there are, exact up to `most`; beyond that `most + 1`. */
export async function countCases(db: Queryable, query: CaseListFilter, most: number): Promise<number> {
  const { status = 'open' } = query;
  const statuses = status === 'all' ? (['open', 'closed'] as const) : ([status] as const);
  const counts = await Promise.all(
    query.scope.places.flatMap((place) =>
      statuses.map(async (one) => {
        const values: unknown[] = [];
        const bind: Bind = (value) => `$${values.push(value)}`;
        const found = waysOf(query).flatMap((way) => {
          const where = conditions(query, { place, status: one, way }, bind);
          if (!where) return [];
          return [`(SELECT id FROM case_row WHERE ${where.join(' AND ')} LIMIT ${bind(most + 1)}::integer)`];
        });
        if (found.length === 0) return 0;
        const { rows } = await db.query<{ count: number }>(
          `SELECT count(*)::integer AS count FROM (${found.join(' UNION ')}) found`,
          values,
        );
        return rows[0]!.count;
      }),
    ),
  );
  return Math.min(
    counts.reduce((sum, count) => sum + count, 0),
    most + 1,
  );
}
