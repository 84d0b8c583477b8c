import type {
  Addressee,
  DutyEvent,
  DutyKind,
  DutyStatus,
  Instant,
  Place,
  Role,
  SupervisingRole,
  Term,
} from '#domain';
import { instant, timestamp, type Queryable } from '../pool.js';
import { EVENT_COLUMNS, fromEventRow, type EventRow } from '../record/event-row.js';
import { type CaseScope, type SeenPlace, seenBy } from './case-scope.js';
import { compareKeys, decodeCursor, encodeCursor, mergePages, type Page, TIME, UUID } from './keyset.js';
import { PLACE_COLUMNS, placeOf, present, type PlaceColumns } from './rows.js';

/** A duty as lists show it; overdue is what is open when `dueAt` has come. */
export interface DutySummary {
  id: string;
  kind: DutyKind;
  caseId: string;
  step?: string;
  place: Place;
  level: SupervisingRole;
  issuer: string;
  to: Addressee;
  term: Term;
  status: DutyStatus;
  returns: number;
  version: number;
  issuedAt: Instant;
  dueAt: Instant;
  answeredAt?: Instant;
  answeredBy?: string;
  endedAt?: Instant;
}

/** With enough of its case to know it by. */
export interface DutyItem extends DutySummary {
  case: { number: string; title?: string; urgent: boolean; status: 'open' | 'closed' };
}

export interface DutyRow extends PlaceColumns {
  id: string;
  kind: DutyKind;
  case_id: string;
  step: string | null;
  level: SupervisingRole;
  issuer: string;
  account_id: string | null;
  role: Role | null;
  term: Term;
  status: DutyStatus;
  returns: number;
  version: number;
  issued_at: Date;
  due_at: Date;
  answered_at: Date | null;
  answered_by: string | null;
  ended_at: Date | null;
}

export const DUTY_COLUMNS = `id, kind, case_id, step, ${PLACE_COLUMNS}, level, issuer, account_id, role, term, status,
  returns, version, issued_at, due_at, answered_at, answered_by, ended_at`;

export const dutySummary = (row: DutyRow): DutySummary =>
  present({
    id: row.id,
    kind: row.kind,
    caseId: row.case_id,
    step: row.step,
    place: placeOf(row),
    level: row.level,
    issuer: row.issuer,
    to: row.role === null ? { accountId: row.account_id! } : { role: row.role },
    term: row.term,
    status: row.status,
    returns: row.returns,
    version: row.version,
    issuedAt: row.issued_at.getTime(),
    dueAt: row.due_at.getTime(),
    answeredAt: instant(row.answered_at),
    answeredBy: row.answered_by,
    endedAt: instant(row.ended_at),
  });

/** `open` waits for an answer, `overdue` is the part of it that is too late; `ended` is closed or cancelled. */
export const DUTY_GROUPS = ['open', 'overdue', 'answered', 'ended'] as const;
export type DutyGroup = (typeof DUTY_GROUPS)[number];

export interface DutyQuery {
  scope: CaseScope;
  group: DutyGroup;
  /** By which it is told what is overdue. */
  now: Instant;
  villageId?: string;
  caseId?: string;
  limit: number;
  after?: string;
}

const GROUPS: Record<
  DutyGroup,
  { where: string; order: 'due_at' | 'answered_at' | 'ended_at'; desc?: true }
> = {
  open: { where: `status = 'open'`, order: 'due_at' },
  overdue: { where: `status = 'open'`, order: 'due_at' },
  answered: { where: `status = 'answered'`, order: 'answered_at' },
  ended: { where: 'ended_at IS NOT NULL', order: 'ended_at', desc: true },
};

interface ItemRow extends DutyRow {
  number: string;
  title: string | null;
  urgent: boolean;
  case_status: 'open' | 'closed';
}

/**
 * What waits, the nearest due first; what was answered, the oldest answer first; what has ended, the latest first. One
 * index scan a place.
 *
 * @throws InvalidCursorError
 */
export async function listDuties(db: Queryable, query: DutyQuery): Promise<Page<DutyItem>> {
  const list = `duties:${query.group}`;
  const { order, desc } = GROUPS[query.group];
  const after = query.after === undefined ? undefined : decodeCursor(list, query.after, [TIME, UUID]);
  const pages = await Promise.all(
    query.scope.places.map(async (place) => (await db.query<ItemRow>(select(query, place, after))).rows),
  );
  const key = (row: ItemRow): string[] => [timestamp(Number(row[order])), row.id];
  const { items, more } = mergePages(
    pages,
    query.limit,
    (row) => row.id,
    (a, b) => (desc ? -1 : 1) * compareKeys(key(a), key(b)),
  );
  const last = items.at(-1);
  return { items: items.map(dutyItem), ...(more && last && { next: encodeCursor(list, key(last)) }) };
}

function select(query: DutyQuery, place: SeenPlace, after: string[] | undefined) {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const { where, order, desc } = GROUPS[query.group];
  const ofCase = seenBy(query.scope, place.departmentId, bind, 'c').join(' AND ');
  const conditions = [
    `${place.level}_id = ${bind(place.id)}::uuid`,
    where,
    `EXISTS (SELECT FROM case_row c WHERE c.id = duty_row.case_id AND ${ofCase} OFFSET 0)`,
  ];
  if (query.group === 'overdue') conditions.push(`due_at <= ${bind(timestamp(query.now))}::timestamptz`);
  if (query.villageId) conditions.push(`village_id = ${bind(query.villageId)}::uuid`);
  if (query.caseId) conditions.push(`case_id = ${bind(query.caseId)}::uuid`);
  if (after)
    conditions.push(
      `(${order}, id) ${desc ? '<' : '>'} (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid)`,
    );
  const direction = desc ? 'DESC' : 'ASC';
  return {
    text: `SELECT d.*, c.number, c.title, c.urgent, c.status AS case_status
      FROM (
        SELECT ${DUTY_COLUMNS} FROM duty_row WHERE ${conditions.join(' AND ')}
        ORDER BY ${order} ${direction}, id ${direction} LIMIT ${bind(query.limit + 1)}::integer) d
      JOIN case_row c ON c.id = d.case_id
      ORDER BY d.${order} ${direction}, d.id ${direction}`,
    values,
  };
}

const dutyItem = (row: ItemRow): DutyItem => ({
  ...dutySummary(row),
  case: present({ number: row.number, title: row.title, urgent: row.urgent, status: row.case_status }),
});

export async function findDuty(db: Queryable, id: string): Promise<DutyItem | undefined> {
  const { rows } = await db.query<ItemRow>({
    name: 'read-duty',
    text: `SELECT d.*, c.number, c.title, c.urgent, c.status AS case_status
      FROM duty_row d JOIN case_row c ON c.id = d.case_id WHERE d.id = $1::uuid`,
    values: [id],
  });
  return rows[0] && dutyItem(rows[0]);
}

export async function dutyEvents(db: Queryable, id: string): Promise<DutyEvent[]> {
  const { rows } = await db.query<EventRow>({
    name: 'read-duty-events',
    text: `SELECT ${EVENT_COLUMNS} FROM event WHERE case_id = $1::uuid ORDER BY seq`,
    values: [id],
  });
  return rows.map(fromEventRow<DutyEvent>);
}

/** About one step, running or over. */
export async function dutiesOfStep(db: Queryable, caseId: string, step: string): Promise<DutySummary[]> {
  const { rows } = await db.query<DutyRow>({
    name: 'duties-of-step',
    text: `SELECT ${DUTY_COLUMNS} FROM duty_row WHERE case_id = $1::uuid AND step = $2::text`,
    values: [caseId, step],
  });
  return rows.map(dutySummary);
}

/** The duty about the case that a command issued. */
export async function findIssued(
  db: Queryable,
  caseId: string,
  commandId: string,
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>({
    name: 'read-issued-duty',
    text: `SELECT d.id FROM duty_row d
      JOIN command c ON c.case_id = d.id AND c.command_id = $2::text AND c.first_seq = 1
      WHERE d.case_id = $1::uuid`,
    values: [caseId, commandId],
  });
  return rows[0]?.id;
}

/** What runs of these cases: of each the latest first. */
export async function runningDuties(db: Queryable, caseIds: readonly string[]): Promise<DutySummary[]> {
  if (caseIds.length === 0) return [];
  const { rows } = await db.query<DutyRow>({
    name: 'running-duties',
    text: `SELECT ${DUTY_COLUMNS} FROM duty_row
      WHERE case_id = ANY ($1::uuid[]) AND ended_at IS NULL ORDER BY issued_at DESC, id`,
    values: [caseIds],
  });
  return rows.map(dutySummary);
}
