import type { Instant } from '#domain';
import { timestamp, type Queryable } from '../pool.js';
import { type Bind, type RoleAtPlace, seen } from './case-scope.js';
import { ASSIGNEE, hasAssignee } from './assignees.js';
import { type InboxCase, inboxCase, type InboxCaseRow } from './inbox-case.js';
import {
  type InboxSupervisionOrder,
  inboxSupervisionOrder,
  type InboxSupervisionOrderRow,
  SUPERVISION_ORDER_KEY,
  supervisionOrderDueTimes,
  ownSupervisionOrders,
  selectSupervisionOrders,
} from './inbox-supervision-orders.js';
import type { InboxQuery } from './inbox-query.js';
import {
  compareKeys,
  decodeCursor,
  encodeCursor,
  mergePages,
  type Page,
  TIME,
  UUID,
  WORD,
} from './keyset.js';
import {
  OWED,
  PENDING_DEPARTMENTS,
  PLACE_COLUMNS,
  STEP_COLUMNS,
  stepSummary,
  type StepRow,
  type StepSummary,
} from './rows.js';

/** An open step with its case. */
export interface InboxItem extends StepSummary {
  case: InboxCase;
}

interface InboxRow extends StepRow, InboxCaseRow {}

const LIST = 'inbox';
const WAITING = 'waiting';

/** The department owes its opinion, and nobody holds the step for it: what another one holds doesn't matter to it. */
const owes = (step: string, department: string, now: string): string => `
  (NOT (${department} = ANY (coalesce(${step}.assigned_departments, '{}'))) OR NOT ${hasAssignee(step, now)})
  AND EXISTS (
    SELECT FROM case_department d
    WHERE d.case_id = ${step}.case_id AND d.department_id = ${department} AND ${OWED})`;

/** In the order of the list: due time, id, key of the step. */
interface Placed {
  key: string[];
  item: InboxItem | InboxSupervisionOrder;
}

/**
 * Open steps assigned to the account, unassigned ones of its roles, and supervision orders that wait for an answer: the
 * nearest due first; without a due time last.
 *
 * @throws InvalidCursorError
 */
export async function listInbox(
  db: Queryable,
  query: InboxQuery,
): Promise<Page<InboxItem | InboxSupervisionOrder>> {
  const after = query.after === undefined ? undefined : decodeCursor(LIST, query.after, [TIME, UUID, WORD]);
  const steps = own(query).map(async (whose) => {
    const { rows } = await db.query<InboxRow>(select(whose, query, after));
    return rows.map((row): Placed => ({
      key: [timestamp(Number(row.effective_due_at)), row.case_id, row.step],
      item: inboxItem(row),
    }));
  });
  const orders = ownSupervisionOrders(query).map(async (whose) => {
    const { rows } = await db.query<InboxSupervisionOrderRow>(selectSupervisionOrders(whose, query, after));
    return rows.map((row): Placed => ({
      key: [timestamp(Number(row.due_at)), row.id, SUPERVISION_ORDER_KEY],
      item: inboxSupervisionOrder(row),
    }));
  });
  const { items, more } = mergePages(
    await Promise.all([...steps, ...orders]),
    query.limit,
    ({ key }) => key.join('/'),
    (a, b) => compareKeys(a.key, b.key),
  );
  const last = items.at(-1);
  return {
    items: items.map(({ item }) => item),
    ...(more && last && { next: encodeCursor(LIST, last.key) }),
  };
}

/** A condition on rows of `step_row`; what it binds stands before what the statement binds. */
type Whose = (bind: Bind, now: string) => string;

/** What one holds, what is free to one's roles or owed by one's department, and what one is asked to decide: an index scan each. */
const own = ({ scope: { accountId, work } }: Pick<InboxQuery, 'scope'>): Whose[] => [
  (bind, now) => `assignee = ${bind(accountId)}::uuid AND ${hasAssignee('step_row', now)}`,
  ...work.map(
    ({ role, place, departmentId }): Whose =>
      (bind, now) =>
        departmentId
          ? `owner_role = 'department' AND ${place.level}_id = ${bind(place.id)}::uuid
          AND ${owes('step_row', `${bind(departmentId)}::uuid`, now)}`
          : `owner_role = ${bind(role)} AND ${place.level}_id = ${bind(place.id)}::uuid
          AND NOT ${hasAssignee('step_row', now)}`,
  ),
  ...work.flatMap(asked),
];

/** What the level above is asked: the township by its villages, the county where the township itself owns the step. */
function asked({ role, place }: RoleAtPlace): Whose[] {
  const owner = { townshipOffice: '<>', county: '=' }[role as string];
  if (owner === undefined) return [];
  return [
    (bind) => `${place.level}_id = ${bind(place.id)}::uuid AND owner_role ${owner} 'townshipOffice'
      AND (extension_asked OR assignment_escalated)`,
  ];
}

function select(
  whose: Whose,
  { due, limit, now }: Pick<InboxQuery, 'due' | 'limit' | 'now'>,
  after: string[] | undefined,
) {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const present = bind(timestamp(now));
  const conditions = [whose(bind, present), `status = 'open'`];
  if (due?.after !== undefined)
    conditions.push(`effective_due_at > ${bind(timestamp(due.after))}::timestamptz`);
  if (due?.upTo !== undefined)
    conditions.push(`effective_due_at <= ${bind(timestamp(due.upTo))}::timestamptz`);
  if (after)
    conditions.push(
      `(effective_due_at, case_id, step) > (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid, ${bind(after[2])}::text)`,
    );
  return {
    text: `SELECT s.*, ${PENDING_DEPARTMENTS}, c.number, c.title, c.category, c.urgent, c.procedure_key, c.procedure_version, c.version AS case_version, c.paused_until,
        ${ASSIGNEE('s', present)}
      FROM (
        SELECT ${STEP_COLUMNS}, ${PLACE_COLUMNS} FROM step_row
        WHERE ${present}::timestamptz IS NOT NULL AND ${conditions.join(' AND ')}
        ORDER BY effective_due_at, case_id, step LIMIT ${bind(limit + 1)}::integer) s
      CROSS JOIN LATERAL (
        SELECT number, title, category, procedure_key, procedure_version, urgent, version, paused_until FROM case_row WHERE id = s.case_id AND closed_at IS NULL
        OFFSET 0) c
      ORDER BY s.effective_due_at, s.case_id, s.step`,
    values,
  };
}

/** By when all that waits is due and whether it is paused, each step and order once, so that groups can be counted. */
export async function inboxDueTimes(
  db: Queryable,
  query: Pick<InboxQuery, 'scope' | 'now'>,
): Promise<{ dueAt: Instant; running: boolean }[]> {
  const pages = await Promise.all(
    own(query).map(async (whose) => {
      const values: unknown[] = [timestamp(query.now)];
      const { rows } = await db.query<{
        case_id: string;
        step: string;
        effective_due_at: Date | number;
        paused: boolean;
      }>(
        `SELECT case_id, step, effective_due_at, EXISTS (
            SELECT FROM case_row c WHERE c.id = step_row.case_id AND c.closed_at IS NULL
              AND c.paused_until > $1::timestamptz) AS paused
          FROM step_row WHERE ${whose((value) => `$${values.push(value)}`, '$1')} AND status = 'open'`,
        values,
      );
      return rows;
    }),
  );
  const steps = new Map(pages.flat().map((row) => [`${row.case_id}/${row.step}`, row]));
  const orders = await Promise.all(
    ownSupervisionOrders(query).map((whose) => supervisionOrderDueTimes(db, whose)),
  );
  const ordered = new Map(orders.flat().map((order) => [order.id, order]));
  return [
    ...[...steps.values()].map(({ effective_due_at, paused }) => ({
      dueAt: Number(effective_due_at),
      running: !paused,
    })),
    ...[...ordered.values()].map(({ due_at, status }) => ({
      dueAt: Number(due_at),
      running: status === 'open',
    })),
  ];
}

/**
 * Steps that others hold or owe, or that belong to roles which are not one's own, of open cases in which one did something:
 * the nearest due first. Looks at the caller's open cases only.
 *
 * @throws InvalidCursorError
 */
export async function listWaitingForOthers(
  db: Queryable,
  { scope, now, limit, after }: Omit<InboxQuery, 'due'>,
): Promise<Page<InboxItem>> {
  const cursor = after === undefined ? undefined : decodeCursor(WAITING, after, [TIME, UUID, WORD]);
  const mine = JSON.stringify(
    scope.work.map(({ role, place, departmentId }) => ({ role, place: place.id, department: departmentId })),
  );
  const values: unknown[] = [
    scope.accountId,
    mine,
    ...(cursor ?? [null, null, null]),
    limit + 1,
    timestamp(now),
  ];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const { rows } = await db.query<InboxRow>(
    `SELECT ${STEP_COLUMNS.replaceAll(/\w+/g, 's.$&')}, s.county_id, s.township_id, s.village_id, s.grid_id,
      ${PENDING_DEPARTMENTS}, c.number, c.title, c.category, c.urgent, c.procedure_key, c.procedure_version, c.version AS case_version, c.paused_until, ${ASSIGNEE('s', '$7')}
    FROM case_actor a
    JOIN step_row s ON s.case_id = a.case_id AND s.status = 'open'
    JOIN case_row c ON c.id = s.case_id AND c.closed_at IS NULL
    WHERE a.account_id = $1::uuid AND a.open AND NOT (s.assignee IS NOT DISTINCT FROM $1::uuid AND ${hasAssignee('s', '$7')})
      AND ${seen(scope, bind, 'c')}
      AND NOT EXISTS (
        SELECT FROM jsonb_to_recordset($2::jsonb) AS r(role text, place uuid, department uuid)
        WHERE r.role = s.owner_role AND r.place IN (s.county_id, s.township_id, s.village_id, s.grid_id)
          AND CASE WHEN r.department IS NULL THEN NOT ${hasAssignee('s', '$7')} ELSE ${owes('s', 'r.department', '$7')} END)
      AND ($3::timestamptz IS NULL OR (s.effective_due_at, s.case_id, s.step) > ($3::timestamptz, $4::uuid, $5::text))
    ORDER BY s.effective_due_at, s.case_id, s.step LIMIT $6::integer`,
    values,
  );
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(inboxItem),
    ...(last && {
      next: encodeCursor(WAITING, [timestamp(Number(last.effective_due_at)), last.case_id, last.step]),
    }),
  };
}

const inboxItem = (row: InboxRow): InboxItem => ({ ...stepSummary(row), case: inboxCase(row) });
