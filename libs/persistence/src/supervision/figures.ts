import type { KindName, LocalDate } from '#domain';
import type { Queryable } from '../pool.js';
import { type Bind, type CaseScope, seenAt } from '../read/case-scope.js';
import { bindings, CAUSE, filters, PAUSED, TYPES, type Watch, type WatchedFilter } from './watched-steps.js';

export const COUNTED_BY = ['village', 'category', 'procedure'] as const;
export type CountedBy = (typeof COUNTED_BY)[number];

/** Open steps of a village, category or procedure ('' where there is no category yet). */
export interface WatchCount {
  key: string;
  open: number;
  overdue: number;
  soon: number;
  stuck: number;
}

const KEY: Record<CountedBy, string> = {
  village: 's.village_id::text',
  category: `coalesce(c.category, '')`,
  procedure: 'c.procedure_key',
};

/** Looks at open steps only. */
export async function countWatchedSteps(
  db: Queryable,
  query: WatchedFilter & { scope: CaseScope; by: CountedBy; watch: Watch },
): Promise<WatchCount[]> {
  const pages = await Promise.all(
    query.scope.places.map(async (place) => {
      const values = bindings(query.watch);
      const bind: Bind = (value) => `$${values.push(value)}`;
      const where = [...seenAt(query.scope, place, bind, { c: 'c', of: 's' }), ...filters(query, bind)];
      const { rows } = await db.query<WatchCount>(
        `SELECT key, count(*)::int AS open, count(*) FILTER (WHERE effective_due_at <= $1::timestamptz AND NOT paused)::int AS overdue,
          count(*) FILTER (WHERE effective_due_at > $1::timestamptz AND effective_due_at <= $2::timestamptz AND NOT paused)::int AS soon,
          count(*) FILTER (WHERE cause IS NOT NULL)::int AS stuck
        FROM (
          SELECT ${KEY[query.by]} AS key, s.effective_due_at, ${PAUSED} AS paused, ${CAUSE} AS cause
          FROM step_row s JOIN case_row c ON c.id = s.case_id AND c.closed_at IS NULL
          WHERE ${[...where, `s.status = 'open'`, TYPES].join(' AND ')}) open
        GROUP BY key`,
        values,
      );
      return rows;
    }),
  );
  return [...Map.groupBy(pages.flat(), ({ key }) => key)]
    .map(([key, counts]) => ({
      key,
      open: sum(counts.map(({ open }) => open)),
      overdue: sum(counts.map(({ overdue }) => overdue)),
      soon: sum(counts.map(({ soon }) => soon)),
      stuck: sum(counts.map(({ stuck }) => stuck)),
    }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

export interface FiguresQuery extends WatchedFilter {
  scope: CaseScope;
  from: LocalDate;
  /** The last day. */
  to: LocalDate;
}

/** Steps of a kind that were done in the days asked for; late entries (补录), and what they opened, are only counted. */
export interface DwellFigure {
  kind: KindName;
  count: number;
  /** From the opening of a step to its end, milliseconds. */
  meanMs: number;
  overdue: number;
  lateEntries: number;
}

/** From the daily roll-ups. */
export async function dwellByStep(db: Queryable, query: FiguresQuery): Promise<DwellFigure[]> {
  const { where, values } = days(query);
  const { rows } = await db.query<DwellFigure>(
    `SELECT kind, coalesce(sum(count) FILTER (WHERE NOT late), 0)::int AS count,
      coalesce(sum(milliseconds) FILTER (WHERE NOT late) / nullif(sum(count) FILTER (WHERE NOT late), 0), 0)::float8
        AS "meanMs",
      coalesce(sum(overdue) FILTER (WHERE NOT late), 0)::int AS overdue,
      coalesce(sum(count) FILTER (WHERE late), 0)::int AS "lateEntries"
    FROM step_dwell_day WHERE ${where} AND day BETWEEN $1::date AND $2::date
    GROUP BY kind ORDER BY kind`,
    values,
  );
  return rows;
}

export interface BacklogFigure {
  day: LocalDate;
  opened: number;
  closed: number;
  /** Cases open at the end of the day. */
  open: number;
}

/** Every day asked for, from the daily roll-ups. */
export async function backlogByDay(db: Queryable, query: FiguresQuery): Promise<BacklogFigure[]> {
  const { where, values } = days(query);
  const { rows } = await db.query<BacklogFigure>(
    `WITH counted AS (
      SELECT greatest(day, $1::date - 1) AS day, sum(opened) AS opened, sum(closed) AS closed, sum(delta) AS delta
      FROM backlog_day WHERE ${where} AND day <= $2::date GROUP BY 1)
    SELECT day::text AS day, opened, closed, open FROM (
      SELECT d::date AS day, coalesce(opened, 0)::int AS opened, coalesce(closed, 0)::int AS closed,
        (sum(coalesce(delta, 0)) OVER (ORDER BY d))::int AS open
      FROM generate_series($1::date - 1, $2::date, interval '1 day') AS d LEFT JOIN counted c ON c.day = d::date) f
    WHERE day >= $1::date ORDER BY day`,
    values,
  );
  return rows;
}

function days({ scope, from, to, villageId, category, procedureKey }: FiguresQuery) {
  const values: unknown[] = [from, to];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const places = scope.places.map(({ level, id }) => `${level}_id = ${bind(id)}::uuid`);
  const offices = scope.work.filter(({ role }) => role === 'townshipOffice').map(({ place }) => place.id);
  const where = [
    places.length > 0 ? `(${places.join(' OR ')})` : 'false',
    // Restricted cases are the township's office's to see; in other figures a number would tell of them.
    `(NOT restricted OR ARRAY[county_id, township_id, village_id] && ${bind(offices)}::uuid[])`,
    ...(villageId ? [`village_id = ${bind(villageId)}::uuid`] : []),
    ...(category ? [`category = ${bind(category)}`] : []),
    ...(procedureKey ? [`procedure_key = ${bind(procedureKey)}`] : []),
  ].join(' AND ');
  return { where, values };
}
