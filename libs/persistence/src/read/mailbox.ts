import type { Instant } from '#domain';
import { instant, timestamp, type Queryable } from '../pool.js';
import { MAIL_KINDS, SUPERVISION_ORDER_MAILS } from '../record/mails.js';
import { type Bind, type CaseScope, seen } from './case-scope.js';
import {
  compareKeys,
  decodeCursor,
  encodeCursor,
  mergePages,
  NUMBER,
  type Page,
  TIME,
  UUID,
} from './keyset.js';
import { present } from './rows.js';

export interface MailQuery {
  /** Whose messages: the account's own, and those to its roles, each of a case that it may see. */
  scope: CaseScope;
  unreadOnly?: boolean;
  limit: number;
  after?: string;
}

export const MESSAGE_KINDS = [...MAIL_KINDS, ...SUPERVISION_ORDER_MAILS] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** A message of the in-app mailbox; `sourceId` (of case or order) and `seq` of the event that sent it are its key. */
export interface MailItem {
  sourceId: string;
  seq: number;
  kind: MessageKind;
  caseId: string;
  /** The supervision order that it is about. */
  supervisionOrderId?: string;
  /** Missing where an order is about the whole case. */
  step?: string;
  number: string;
  title?: string;
  dueAt?: Instant;
  createdAt: Instant;
  /** A message to a role is read once one of its holders has read it. */
  readAt?: Instant;
}

interface MailRow {
  source_id: string;
  seq: number;
  kind: MessageKind;
  case_id: string;
  duty_id: string | null;
  step: string | null;
  number: string;
  title: string | null;
  due_at: Date | number | null;
  created_at: Date;
  read_at: Date | null;
}

const LIST = 'mailbox';

/** What went to departments concerns a representative of one of them only; where none is named, of those of the case. */
const touches = (department: string): string => `AND CASE
  WHEN department_ids IS NOT NULL THEN ${department}::uuid = ANY (department_ids)
  ELSE EXISTS (
    SELECT FROM case_department d
    WHERE d.case_id = mailbox.case_id AND d.department_id = ${department}::uuid) END`;

/**
 * To the account, and to the roles it holds; the newest first.
 *
 * @throws InvalidCursorError
 */
export async function listMail(db: Queryable, query: MailQuery): Promise<Page<MailItem>> {
  const after = query.after === undefined ? undefined : decodeCursor(LIST, query.after, [TIME, UUID, NUMBER]);
  const selects = ways(query.scope).map((way) => select(way, query, after));
  const pages = await Promise.all(
    selects.map(async (statement) => (await db.query<MailRow>(statement)).rows),
  );
  const key = (row: MailRow) => [timestamp(row.created_at.getTime()), row.source_id, row.seq];
  const { items, more } = mergePages(
    pages,
    query.limit,
    (row) => `${row.source_id}/${row.seq}`,
    (a, b) => -compareKeys(key(a), key(b)),
  );
  const last = items.at(-1);
  return {
    items: items.map(mailItem),
    ...(more && last && { next: encodeCursor(LIST, key(last).map(String)) }),
  };
}

/** How many messages to the account and its roles are unread. */
export async function countUnreadMail(db: Queryable, reader: CaseScope): Promise<number> {
  const values: unknown[] = [];
  const { rows } = await db.query<{ unread: number }>(
    `SELECT count(*)::integer AS unread FROM mailbox WHERE read_at IS NULL AND ${addressedTo(reader, values)}`,
    values,
  );
  return rows[0]?.unread ?? 0;
}

/** All messages to the account and its roles that came until then. Returns how many were unread. */
export async function markAllMailRead(db: Queryable, reader: CaseScope, at: Instant): Promise<number> {
  const values: unknown[] = [timestamp(at), reader.accountId];
  const { rowCount } = await db.query(
    `UPDATE mailbox SET read_at = $1, read_by = $2
     WHERE read_at IS NULL AND created_at <= $1::timestamptz AND ${addressedTo(reader, values)}`,
    values,
  );
  return rowCount ?? 0;
}

/** False when there is no such unread message to this account or to one of these roles. */
export async function markMailRead(
  db: Queryable,
  mail: Pick<MailItem, 'sourceId' | 'seq'>,
  reader: CaseScope,
  at: Instant,
): Promise<boolean> {
  const values: unknown[] = [mail.sourceId, mail.seq, timestamp(at), reader.accountId];
  const { rowCount } = await db.query(
    `UPDATE mailbox SET read_at = $3, read_by = $4
     WHERE source_id = $1 AND seq = $2 AND read_at IS NULL AND ${addressedTo(reader, values)}`,
    values,
  );
  return rowCount === 1;
}

/** To the account itself, and to each of the roles: a condition each, for each has an index. */
const ways = ({ accountId, work }: CaseScope): ((bind: Bind) => string)[] => [
  (bind) => `account_id = ${bind(accountId)}::uuid`,
  ...work.map(
    ({ role, place, departmentId }) =>
      (bind: Bind) =>
        `role = ${bind(role)} AND ${place.level}_id = ${bind(place.id)}::uuid
      ${departmentId ? touches(bind(departmentId)) : ''}`,
  ),
];

/** Who may not see the case any more hears nothing of it. */
const ofSeenCase = (scope: CaseScope, bind: Bind): string =>
  `EXISTS (SELECT FROM case_row c WHERE c.id = mailbox.case_id AND ${seen(scope, bind, 'c')} OFFSET 0)`;

/** To the account itself or to one of the roles; binds what it needs behind the values that are there. */
function addressedTo(scope: CaseScope, values: unknown[]): string {
  const bind: Bind = (value) => `$${values.push(value)}`;
  const any = ways(scope).map((way) => `(${way(bind)})`);
  return `(${any.join(' OR ')}) AND ${ofSeenCase(scope, bind)}`;
}

function select(way: (bind: Bind) => string, query: MailQuery, after: string[] | undefined) {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const where = [way(bind), ofSeenCase(query.scope, bind), ...(query.unreadOnly ? ['read_at IS NULL'] : [])];
  if (after)
    where.push(
      `(created_at, source_id, seq) < (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid, ${bind(after[2])}::integer)`,
    );
  return {
    text: `SELECT m.*, c.number, c.title
      FROM (
        SELECT source_id, seq, kind, case_id, duty_id, step, due_at, created_at, read_at FROM mailbox
        WHERE ${where.join(' AND ')}
        ORDER BY created_at DESC, source_id DESC, seq DESC LIMIT ${bind(query.limit + 1)}::integer) m
      JOIN case_row c ON c.id = m.case_id
      ORDER BY m.created_at DESC, m.source_id DESC, m.seq DESC`,
    values,
  };
}

const mailItem = (row: MailRow): MailItem =>
  present({
    sourceId: row.source_id,
    seq: row.seq,
    kind: row.kind,
    caseId: row.case_id,
    supervisionOrderId: row.duty_id,
    step: row.step,
    number: row.number,
    title: row.title,
    dueAt: instant(row.due_at),
    createdAt: row.created_at.getTime(),
    readAt: instant(row.read_at),
  });
