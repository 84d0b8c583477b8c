import type { Category, Place, Role } from '#domain';
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
  limit: number;
  after?: string;
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
  const selects = [
    select('assignee = $1::uuid', [query.accountId], query.limit, after),
    ...query.roles.map(({ role, place, departmentId }) =>
      select(
        `owner_role = $1 AND ${place.level}_id = $2::uuid AND assignee IS NULL ${departmentId ? ASKED : ''}`,
        [role, place.id, ...(departmentId ? [departmentId] : [])],
        query.limit,
        after,
      ),
    ),
  ];
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

function select(where: string, values: unknown[], limit: number, after: string[] | undefined) {
  const bound = [...values];
  const bind = (value: unknown): string => `$${bound.push(value)}`;
  const keyset = after
    ? `AND (due_at, case_id, step) > (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid, ${bind(after[2])}::text)`
    : '';
  return {
    text: `SELECT s.*, c.number, c.title, c.category, c.urgent, c.version
      FROM (
        SELECT ${STEP_COLUMNS}, ${PLACE_COLUMNS} FROM step_row WHERE ${where} AND status = 'open' ${keyset}
        ORDER BY due_at, case_id, step LIMIT ${bind(limit + 1)}::integer) s
      JOIN case_row c ON c.id = s.case_id AND c.closed_at IS NULL
      ORDER BY s.due_at, s.case_id, s.step`,
    values: bound,
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
