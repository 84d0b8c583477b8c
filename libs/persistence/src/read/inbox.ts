import type { Category, Instant, Place, Role } from '#domain';
import { timestamp, type Queryable } from '../pool.js';
import type { ScopePlace } from './case-list.js';
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
  PLACE_COLUMNS,
  placeOf,
  present,
  STEP_COLUMNS,
  stepSummary,
  type StepRow,
  type StepSummary,
} from './rows.js';

/** A role held at a place: its unassigned steps there and below are one's own to claim. */
export interface RoleAtPlace {
  role: Role;
  place: ScopePlace;
  /** Of a department's representative: only cases that touch this department. */
  departmentId?: string;
}

export interface InboxQuery {
  accountId: string;
  /** Held now; whoever asks has looked at the validity of memberships and at who stands in for whom. */
  roles: readonly RoleAtPlace[];
  /** Only what is due after the one instant and not after the other. */
  due?: DueSpan;
  limit: number;
  after?: string;
}

export interface DueSpan {
  after?: Instant;
  upTo?: Instant;
}

/** An open step, with enough of its case to know it by. */
export interface InboxItem extends StepSummary {
  case: {
    number: string;
    title?: string;
    category?: Category;
    urgent: boolean;
    place: Place;
    version: number;
  };
}

interface InboxRow extends StepRow {
  number: string;
  title: string | null;
  category: Category | null;
  urgent: boolean;
  version: number;
  county_id: string;
  township_id: string;
  village_id: string;
  grid_id: string | null;
}

const LIST = 'inbox';
const WAITING = 'waiting';

/** The department is asked, and has not yet agreed nor been overruled. */
const ASKED = `AND EXISTS (
  SELECT FROM case_department d
  WHERE d.case_id = step_row.case_id AND d.department_id = $3::uuid
    AND (d.position IS NULL OR d.position = 'disagree'))`;

/**
 * Open steps assigned to the account, and unassigned ones of its roles, the nearest due first; without a due time last.
 *
 * @throws InvalidCursorError
 */
export async function listInbox(db: Queryable, query: InboxQuery): Promise<Page<InboxItem>> {
  const after = query.after === undefined ? undefined : decodeCursor(LIST, query.after, [TIME, UUID, WORD]);
  const selects = own(query).map(({ where, values }) => select(where, values, query, after));
  const pages = await Promise.all(
    selects.map(async (statement) => (await db.query<InboxRow>(statement)).rows),
  );
  const key = (row: InboxRow): string[] => [timestamp(Number(row.due_at)), row.case_id, row.step];
  const { items, more } = mergePages(
    pages,
    query.limit,
    (row) => `${row.case_id}/${row.step}`,
    (a, b) => compareKeys(key(a), key(b)),
  );
  const last = items.at(-1);
  return { items: items.map(inboxItem), ...(more && last && { next: encodeCursor(LIST, key(last)) }) };
}

/** What one holds, what is free to one's roles, and what one is asked to decide: an index scan each. */
const own = ({ accountId, roles }: Pick<InboxQuery, 'accountId' | 'roles'>) => [
  { where: 'assignee = $1::uuid', values: [accountId] },
  ...roles.map(({ role, place, departmentId }) => ({
    where: `owner_role = $1 AND ${place.level}_id = $2::uuid AND assignee IS NULL ${departmentId ? ASKED : ''}`,
    values: [role, place.id, ...(departmentId ? [departmentId] : [])],
  })),
  ...roles.flatMap(({ role, place }) => asked(role, place)),
];

/** What the level above is asked: the township by its villages, the county where the township itself owns the step. */
function asked(role: Role, place: ScopePlace): { where: string; values: unknown[] }[] {
  const owner = { townshipOffice: '<>', county: '=' }[role as string];
  if (owner === undefined) return [];
  const where = `${place.level}_id = $1::uuid AND owner_role ${owner} 'townshipOffice' AND (extension_asked OR holder_asked)`;
  return [{ where, values: [place.id] }];
}

function select(
  where: string,
  values: unknown[],
  { due, limit }: Pick<InboxQuery, 'due' | 'limit'>,
  after: string[] | undefined,
) {
  const bound = [...values];
  const bind = (value: unknown): string => `$${bound.push(value)}`;
  const conditions = [where, `status = 'open'`];
  if (due?.after !== undefined) conditions.push(`due_at > ${bind(timestamp(due.after))}::timestamptz`);
  if (due?.upTo !== undefined) conditions.push(`due_at <= ${bind(timestamp(due.upTo))}::timestamptz`);
  if (after)
    conditions.push(
      `(due_at, case_id, step) > (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid, ${bind(after[2])}::text)`,
    );
  return {
    text: `SELECT s.*, c.number, c.title, c.category, c.urgent, c.version
      FROM (
        SELECT ${STEP_COLUMNS}, ${PLACE_COLUMNS} FROM step_row WHERE ${conditions.join(' AND ')}
        ORDER BY due_at, case_id, step LIMIT ${bind(limit + 1)}::integer) s
      CROSS JOIN LATERAL (
        SELECT number, title, category, urgent, version FROM case_row WHERE id = s.case_id AND closed_at IS NULL
        OFFSET 0) c
      ORDER BY s.due_at, s.case_id, s.step`,
    values: bound,
  };
}

/** The due times of all that waits, each step once, so that groups can be counted. */
export async function inboxDueTimes(
  db: Queryable,
  query: Pick<InboxQuery, 'accountId' | 'roles'>,
): Promise<Instant[]> {
  const pages = await Promise.all(
    own(query).map(async ({ where, values }) => {
      const { rows } = await db.query<{ case_id: string; step: string; due_at: Date | number }>(
        `SELECT case_id, step, due_at FROM step_row WHERE ${where} AND status = 'open'`,
        values,
      );
      return rows;
    }),
  );
  const steps = new Map(pages.flat().map((row) => [`${row.case_id}/${row.step}`, Number(row.due_at)]));
  return [...steps.values()];
}

/**
 * Steps that others hold, or that belong to roles which are not one's own, of open cases in which one did something:
 * the nearest due first. Looks at the caller's open cases only.
 *
 * @throws InvalidCursorError
 */
export async function listWaitingForOthers(
  db: Queryable,
  { accountId, roles, limit, after }: Omit<InboxQuery, 'due'>,
): Promise<Page<InboxItem>> {
  const cursor = after === undefined ? undefined : decodeCursor(WAITING, after, [TIME, UUID, WORD]);
  const mine = JSON.stringify(roles.map(({ role, place }) => ({ role, place: place.id })));
  const { rows } = await db.query<InboxRow>(
    `SELECT ${STEP_COLUMNS.replaceAll(/\w+/g, 's.$&')}, s.county_id, s.township_id, s.village_id, s.grid_id,
      c.number, c.title, c.category, c.urgent, c.version
    FROM case_actor a
    JOIN step_row s ON s.case_id = a.case_id AND s.status = 'open'
    JOIN case_row c ON c.id = s.case_id AND c.closed_at IS NULL
    WHERE a.account_id = $1::uuid AND a.open AND s.assignee IS DISTINCT FROM $1::uuid
      AND (s.assignee IS NOT NULL OR NOT EXISTS (
        SELECT FROM jsonb_to_recordset($2::jsonb) AS r(role text, place uuid)
        WHERE r.role = s.owner_role AND r.place IN (s.county_id, s.township_id, s.village_id, s.grid_id)))
      AND ($3::timestamptz IS NULL OR (s.due_at, s.case_id, s.step) > ($3::timestamptz, $4::uuid, $5::text))
    ORDER BY s.due_at, s.case_id, s.step LIMIT $6::integer`,
    [accountId, mine, cursor?.[0] ?? null, cursor?.[1] ?? null, cursor?.[2] ?? null, limit + 1],
  );
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(inboxItem),
    ...(last && {
      next: encodeCursor(WAITING, [timestamp(Number(last.due_at)), last.case_id, last.step]),
    }),
  };
}

const inboxItem = (row: InboxRow): InboxItem => ({
  ...stepSummary(row),
  case: present({
    number: row.number,
    title: row.title,
    category: row.category,
    urgent: row.urgent,
    place: placeOf(row),
    version: row.version,
  }),
});
