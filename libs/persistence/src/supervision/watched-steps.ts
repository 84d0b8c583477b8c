import { type Category, type Instant, PAUSE_LIMIT_DAYS, type Place } from '#domain';
import { instant, timestamp, type Queryable } from '../pool.js';
import { type Bind, type CaseScope, type SeenPlace, seenAt } from '../read/case-scope.js';
import { ASSIGNEE, hasAssignee } from '../read/assignees.js';
import {
  compareKeys,
  decodeCursor,
  encodeCursor,
  mergePages,
  type Page,
  TIME,
  UUID,
  WORD,
} from '../read/keyset.js';
import {
  PENDING_DEPARTMENTS,
  placeOf,
  present,
  STEP_COLUMNS,
  type StepRow,
  stepSummary,
  type StepSummary,
} from '../read/rows.js';

/** Why nothing moves. One each: the first that holds, in this order. */
export const STUCK_CAUSES = [
  'technicallyBlocked',
  'pausedTooLong',
  'assignmentUndecided',
  'noConvener',
  'nobodyInRole',
  'waitingForSignature',
  'anotherDepartment',
  'nobodyAssigned',
] as const;
export type StuckCause = (typeof STUCK_CAUSES)[number];

export const WATCH_GROUPS = ['overdue', 'soon', 'stuck'] as const;
export type WatchGroup = (typeof WATCH_GROUPS)[number];

/** What "overdue", "soon" and "stuck" mean at an instant: derived when asked, never stored. */
export interface Watch {
  now: Instant;
  /** Due before this is soon. */
  soonBefore: Instant;
  /** An unassigned step that is as old as this is stuck. */
  unassignedSince: Instant;
  /** A signature or an opinion that has been waited for since then is stuck. */
  waitingSince: Instant;
}

export interface WatchedFilter {
  villageId?: string;
  category?: Category;
  procedureKey?: string;
}

export interface WatchedQuery extends WatchedFilter {
  scope: CaseScope;
  group: WatchGroup;
  watch: Watch;
  limit: number;
  after?: string;
}

/** An open step that somebody should look at, with enough of its case to know it by. */
export interface WatchedStep extends StepSummary {
  /** When its time began; where a late entry (补录) opened it, when that was made. */
  waitsSince: Instant;
  cause?: StuckCause;
  case: {
    number: string;
    title?: string;
    category?: Category;
    procedureKey: string;
    procedureVersion: number;
    urgent: boolean;
    pausedUntil?: Instant;
    place: Place;
  };
}

interface Row extends StepRow {
  waits_since: Date;
  cause: StuckCause | null;
  number: string;
  title: string | null;
  category: Category | null;
  procedure_key: string;
  procedure_version: number;
  urgent: boolean;
  paused_until: Date | number | null;
  county_id: string;
  township_id: string;
  village_id: string;
  grid_id: string | null;
}

/** Values are bound in this order by {@link bindings}. */
const VACANT = `NOT EXISTS (
      SELECT FROM membership m JOIN account a ON a.id = m.account_id
      WHERE m.role = s.owner_role AND m.place_id IN (s.county_id, s.township_id, s.village_id, s.grid_id)
        AND m.valid_from <= $1::timestamptz AND (m.valid_to IS NULL OR m.valid_to > $1::timestamptz)
        AND a.disabled_at IS NULL)`;

/** By somebody who still may. */
const HELD = hasAssignee('s', '$1');

/** Paused: nothing is overdue, soon due or stuck meanwhile, but the pause itself may be too long. */
export const PAUSED = `coalesce(c.paused_until > $1::timestamptz, false)`;

/** Half of the calendar days that a pause may last by the case's procedure. */
const LONG_PAUSE = `interval '12 hours' * coalesce((
      SELECT (p.body->>'pauseLimit')::integer FROM procedure_version p
      WHERE p.key = c.procedure_key AND p.version = c.procedure_version), ${PAUSE_LIMIT_DAYS})`;

export const CAUSE = `CASE
    WHEN EXISTS (SELECT FROM parked_run p WHERE p.id = c.id) THEN 'technicallyBlocked'
    WHEN ${PAUSED} THEN CASE
      WHEN c.case_due_at <= $1::timestamptz OR c.paused_since + ${LONG_PAUSE} <= $1::timestamptz
        THEN 'pausedTooLong' END
    WHEN s.assignment_escalated THEN 'assignmentUndecided'
    WHEN s.not_before > $1::timestamptz THEN NULL
    WHEN NOT ${HELD} AND ${VACANT} THEN CASE s.owner_role WHEN 'convener' THEN 'noConvener' ELSE 'nobodyInRole' END
    WHEN s.kind = 'sign' AND s.waits_since <= $4::timestamptz THEN 'waitingForSignature'
    WHEN s.owner_role = 'department' AND s.waits_since <= $4::timestamptz THEN 'anotherDepartment'
    WHEN NOT ${HELD} AND s.waits_since <= $3::timestamptz THEN 'nobodyAssigned'
  END`;

/** Parameters $1 to $4 of the statements here. */
export const bindings = (watch: Watch): unknown[] => [
  timestamp(watch.now),
  timestamp(watch.soonBefore),
  timestamp(watch.unassignedSince),
  timestamp(watch.waitingSince),
];

/** Every parameter has a type wherever a statement doesn't need it. */
export const TYPES = `($1::timestamptz, $2::timestamptz, $3::timestamptz, $4::timestamptz) IS NOT NULL`;

const GROUP: Record<WatchGroup, string> = {
  overdue: `s.effective_due_at <= $1::timestamptz AND NOT c.paused`,
  soon: `s.effective_due_at > $1::timestamptz AND s.effective_due_at <= $2::timestamptz AND NOT c.paused`,
  stuck: 'c.cause IS NOT NULL',
};

/**
 * Overdue and soon due, the nearest due first; stuck, what has waited longest first. One index scan a place, which ends
 * with the page: because of `OFFSET 0` PostgreSQL looks up the case of each step instead of reading all open cases.
 *
 * @throws InvalidCursorError
 */
export async function listWatchedSteps(db: Queryable, query: WatchedQuery): Promise<Page<WatchedStep>> {
  const list = `watched:${query.group}`;
  const after = query.after === undefined ? undefined : decodeCursor(list, query.after, [TIME, UUID, WORD]);
  const pages = await Promise.all(
    query.scope.places.map(async (place) => (await db.query<Row>(select(query, place, after))).rows),
  );
  const key = (row: Row): string[] => [
    timestamp(Number(query.group === 'stuck' ? row.waits_since : row.effective_due_at)),
    row.case_id,
    row.step,
  ];
  const { items, more } = mergePages(
    pages,
    query.limit,
    (row) => `${row.case_id}/${row.step}`,
    (a, b) => compareKeys(key(a), key(b)),
  );
  const last = items.at(-1);
  return { items: items.map(watchedStep), ...(more && last && { next: encodeCursor(list, key(last)) }) };
}

function select(query: WatchedQuery, place: SeenPlace, after: string[] | undefined) {
  const values = bindings(query.watch);
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const order = query.group === 'stuck' ? 's.waits_since' : 's.effective_due_at';
  const where = [
    ...seenAt(query.scope, place, bind, { c: 'c', of: 's' }),
    ...[`s.status = 'open'`, GROUP[query.group], TYPES],
  ];
  if (after)
    where.push(
      `(${order}, s.case_id, s.step) > (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid, ${bind(after[2])}::text)`,
    );
  where.push(...filters(query, bind));
  return {
    text: `SELECT ${STEP_COLUMNS.replaceAll(/\w+/g, 's.$&')}, s.waits_since, s.county_id, s.township_id, s.village_id, s.grid_id,
        ${PENDING_DEPARTMENTS}, c.number, c.title, c.category, c.procedure_key, c.procedure_version, c.urgent, c.paused_until, c.cause,
        ${ASSIGNEE('s', '$1')}
      FROM step_row s CROSS JOIN LATERAL (
        SELECT c.*, ${PAUSED} AS paused, ${CAUSE} AS cause FROM case_row c WHERE c.id = s.case_id AND c.closed_at IS NULL OFFSET 0) c
      WHERE ${where.join(' AND ')}
      ORDER BY ${order}, s.case_id, s.step LIMIT ${bind(query.limit + 1)}::integer`,
    values,
  };
}

export const filters = (filter: WatchedFilter, bind: Bind): string[] => [
  ...(filter.villageId ? [`s.village_id = ${bind(filter.villageId)}::uuid`] : []),
  ...(filter.category ? [`c.category = ${bind(filter.category)}`] : []),
  ...(filter.procedureKey ? [`c.procedure_key = ${bind(filter.procedureKey)}`] : []),
];

const watchedStep = (row: Row): WatchedStep => ({
  ...stepSummary(row),
  waitsSince: row.waits_since.getTime(),
  ...(row.cause && { cause: row.cause }),
  case: present({
    number: row.number,
    title: row.title,
    category: row.category,
    procedureKey: row.procedure_key,
    procedureVersion: row.procedure_version,
    urgent: row.urgent,
    pausedUntil: instant(row.paused_until),
    place: placeOf(row),
  }),
});
