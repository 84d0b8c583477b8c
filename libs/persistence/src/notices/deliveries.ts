import type { Instant } from '#domain';
import type { EntityManager } from 'typeorm';
import { instant, timestamp, type Queryable } from '../pool.js';
import { decodeCursor, encodeCursor, type Page, TIME, UUID } from '../read/keyset.js';
import type { NoticeKind, NoticeStatus } from './notice-store.js';

/** What became of a notice. No address, no text, no case. */
export interface DeliveryItem {
  id: string;
  accountId: string;
  channel: string;
  kind: NoticeKind;
  status: NoticeStatus;
  attempts: number;
  /** Stable code of the last failure. */
  cause?: string;
  /** What the mail server answered last. */
  smtpCode?: number;
  createdAt: Instant;
  /** When it is tried next, while it waits. */
  nextTryAt?: Instant;
  settledAt?: Instant;
}

interface Row {
  id: string;
  account_id: string;
  channel: string;
  kind: NoticeKind;
  status: NoticeStatus;
  attempts: number;
  cause: string | null;
  smtp_code: number | null;
  created_at: Date;
  due_at: Date;
  settled_at: Date | null;
}

const LIST = 'deliveries';

/** Accounts with a membership at one of the places, whenever it was: their mails outlive it. $1 the places. */
const OF_PLACES = `account_id IN (SELECT m.account_id FROM membership m WHERE m.place_id = ANY ($1::uuid[]))`;

/**
 * The newest first.
 *
 * @throws InvalidCursorError
 */
export async function listDeliveries(
  db: Queryable,
  query: { placeIds: readonly string[]; status?: NoticeStatus; limit: number; after?: string },
): Promise<Page<DeliveryItem>> {
  const { placeIds, status, limit } = query;
  const after = query.after === undefined ? undefined : decodeCursor(LIST, query.after, [TIME, UUID]);
  const { rows } = await db.query<Row>(
    `SELECT id, account_id, channel, kind, status, attempts, cause, smtp_code, created_at, due_at, settled_at
     FROM notice
     WHERE ${OF_PLACES} AND ($2::text IS NULL OR status = $2)
       AND ($3::timestamptz IS NULL OR (created_at, id) < ($3::timestamptz, $4::uuid))
     ORDER BY created_at DESC, id DESC LIMIT $5`,
    [placeIds, status ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(itemOf),
    ...(last && { next: encodeCursor(LIST, [timestamp(Number(last.created_at)), last.id]) }),
  };
}

/**
 * Has a notice that was given up tried again, from the first attempt on. Within the caller's transaction.
 *
 * @returns undefined when there is none for an account of these places; false when it was not given up
 */
export async function retryDelivery(
  db: Pick<EntityManager, 'query'>,
  { id, placeIds, now }: { id: string; placeIds: readonly string[]; now: Instant },
): Promise<boolean | undefined> {
  const [row] = await db.query<{ retried: boolean }[]>(
    `WITH found AS (SELECT id FROM notice WHERE id = $2 AND ${OF_PLACES}),
     retried AS (
       UPDATE notice SET status = 'waiting', settled_at = NULL, attempts = 0, due_at = $3
       FROM found WHERE notice.id = found.id AND status = 'failed' RETURNING notice.id)
     SELECT EXISTS (SELECT FROM retried) AS retried FROM found`,
    [placeIds, id, timestamp(now)],
  );
  return row?.retried;
}

const itemOf = (row: Row): DeliveryItem => {
  const settledAt = instant(row.settled_at);
  return {
    id: row.id,
    accountId: row.account_id,
    channel: row.channel,
    kind: row.kind,
    status: row.status,
    attempts: row.attempts,
    ...(row.cause !== null && { cause: row.cause }),
    ...(row.smtp_code !== null && { smtpCode: row.smtp_code }),
    createdAt: Number(row.created_at),
    ...(row.status === 'waiting' && { nextTryAt: Number(row.due_at) }),
    ...(settledAt !== undefined && { settledAt }),
  };
};
