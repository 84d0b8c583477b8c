import { DecryptionError, type KeyRing } from '#crypto';
import type { CalendarBits, DutyStatus, Instant, KindName, LocalDate, StepKey } from '#domain';
import { emailContext } from '../directory/account-directory.js';
import { instant, timestamp, type Queryable } from '../pool.js';
import type { MailKind } from '../record/mails.js';
import {
  DIGEST,
  SUPERVISION_ORDERS_STILL_OPEN,
  POSTPONE,
  PUT_OFF,
  SETTLE,
  SPREAD,
  STILL_OPEN,
  TAKE,
} from './notice.sql.js';

export type NoticeKind = 'reminder' | 'digest';
/** `skipped`: nothing was left to say, or nobody to say it to. */
export const NOTICE_STATUSES = ['waiting', 'sent', 'failed', 'skipped'] as const;
export type NoticeStatus = (typeof NOTICE_STATUSES)[number];

/** Why a notice didn't go, as stable codes. */
export interface NoticeFailure {
  cause: string;
  /** The answer of the mail server, where it gave one. */
  smtpCode?: number;
}

/** A notice that this worker may send until its time runs out. */
export interface TakenNotice {
  id: string;
  kind: NoticeKind;
  accountId: string;
  /** With this one; counts from 1. */
  attempt: number;
  /** Missing when the account has none by now or is disabled; null when the key ring doesn't open it. */
  address?: string | null;
  /** Of the cases that it is about: by their calendars the recipient is at work. */
  countyIds: string[];
}

interface NoticeCase {
  caseId: string;
  number: string;
  urgent: boolean;
  dueAt?: Instant;
}
/** A step that waits for the recipient. No texts and nothing personal. */
export interface StepLine extends NoticeCase {
  step: StepKey;
  stepKind: KindName;
  /** Why it is written about. */
  kinds: MailKind[];
}
/** A supervision order that waits for an answer, or for its judgement. */
export interface SupervisionOrderLine extends NoticeCase {
  dueAt: Instant;
  supervisionOrderId: string;
  status: DutyStatus;
}
export type NoticeLine = StepLine | SupervisionOrderLine;

/** When what goes out to the people of a county, or of all counties that have no calendar of their own. */
export interface CountyTimes {
  countyId: string | null;
  /** What is due before doesn't wait for the digest. */
  urgentBefore: Instant;
  /** When such a message may be sent. */
  sendAt: Instant;
  /** The digest that may go out now; none outside the hours. */
  digest?: { day: LocalDate; at: Instant };
}

export interface CountyCalendar {
  countyId: string | null;
  bits: CalendarBits;
}

interface TakenRow {
  id: string;
  kind: NoticeKind;
  account_id: string;
  attempts: number;
  email: Buffer | null;
  disabled: boolean;
  county_ids: string[];
}

interface CaseColumns {
  case_id: string;
  number: string;
  urgent: boolean;
  due_at: Date | number;
}
interface StepRow extends CaseColumns {
  step: StepKey;
  step_kind: KindName;
  kinds: MailKind[];
}
interface SupervisionOrderRow extends CaseColumns {
  order_id: string;
  status: DutyStatus;
}

/**
 * The outbox of one channel, derived from the mailbox: each message goes to each recipient once, at once or in the
 * digest of a day. Several workers may use it at the same time.
 */
export class NoticeStore {
  constructor(
    private readonly db: Queryable,
    private readonly ring: KeyRing,
    private readonly channel: string,
  ) {}

  /**
   * Decides of new messages who gets them when; what is older than `notBefore` stays in the mailbox alone. Returns how
   * many messages were looked at.
   */
  async spread(
    now: Instant,
    times: readonly CountyTimes[],
    notBefore: Instant,
    limit: number,
  ): Promise<number> {
    const { rows } = await this.db.query<{ taken: number }>(SPREAD, [
      timestamp(now),
      this.channel,
      timesJson(times),
      timestamp(notBefore),
      limit,
    ]);
    return rows[0]?.taken ?? 0;
  }

  /** The digest of the day, of what came before its instant, for everybody who has none yet. Returns how many. */
  async makeDigests(now: Instant, times: readonly CountyTimes[]): Promise<number> {
    const { rows } = await this.db.query<{ made: number }>(DIGEST, [
      timestamp(now),
      this.channel,
      timesJson(times),
    ]);
    return rows[0]?.made ?? 0;
  }

  /** Due notices, for this worker alone until `until`; whoever dies over one leaves it to the others from then on. */
  async take(now: Instant, until: Instant, limit: number): Promise<TakenNotice[]> {
    const { rows } = await this.db.query<TakenRow>(TAKE, [
      timestamp(now),
      this.channel,
      timestamp(until),
      limit,
    ]);
    return rows.map(
      ({ id, kind, account_id: accountId, attempts: attempt, email, disabled, county_ids }) => ({
        id,
        kind,
        accountId,
        attempt,
        ...(email && !disabled && { address: this.opened(email, accountId) }),
        countyIds: county_ids,
      }),
    );
  }

  /** One address that doesn't open must not keep the others from being sent. */
  private opened(email: Buffer, accountId: string): string | null {
    try {
      return this.ring.openText(email, emailContext(accountId));
    } catch (error) {
      if (error instanceof DecryptionError) return null;
      throw error;
    }
  }

  /** What of the notice still calls for something: orders first, then steps by case, the earliest due first. */
  async linesOf(noticeId: string, now: Instant): Promise<NoticeLine[]> {
    const values = [timestamp(now), noticeId];
    const orders = await this.db.query<SupervisionOrderRow>(SUPERVISION_ORDERS_STILL_OPEN, values);
    const steps = await this.db.query<StepRow>(STILL_OPEN, values);
    return [
      ...orders.rows.map((row) => ({
        ...caseOf(row),
        dueAt: Number(row.due_at),
        supervisionOrderId: row.order_id,
        status: row.status,
      })),
      ...steps.rows.map((row) => ({
        ...caseOf(row),
        step: row.step,
        stepKind: row.step_kind,
        kinds: row.kinds,
      })),
    ];
  }

  async settle(
    { id, attempt }: TakenNotice,
    status: Exclude<NoticeStatus, 'waiting'>,
    at: Instant,
    { cause, smtpCode }: Partial<NoticeFailure> = {},
  ): Promise<void> {
    await this.db.query(SETTLE, [id, attempt, status, cause ?? null, timestamp(at), smtpCode ?? null]);
  }

  /** To be tried again at `next`. */
  async postpone(
    { id, attempt }: TakenNotice,
    next: Instant,
    { cause, smtpCode }: NoticeFailure,
  ): Promise<void> {
    await this.db.query(POSTPONE, [id, attempt, cause, timestamp(next), smtpCode ?? null]);
  }

  /** It is not the hour for it: to be taken again at `next`, as if it had not been taken. */
  async putOff({ id, attempt }: TakenNotice, next: Instant): Promise<void> {
    await this.db.query(PUT_OFF, [id, attempt, timestamp(next)]);
  }

  /** The newest national calendar of working days, and the newest of each county that has its own. */
  async calendars(): Promise<CountyCalendar[]> {
    const { rows } = await this.db.query<CountyCalendar>(
      `SELECT DISTINCT ON (county_id) county_id AS "countyId", bits FROM calendar_version
       ORDER BY county_id, version DESC`,
    );
    return rows;
  }
}

const timesJson = (times: readonly CountyTimes[]): string =>
  JSON.stringify(
    times.map(({ countyId, urgentBefore, sendAt, digest }) => ({
      county_id: countyId,
      urgent_before: timestamp(urgentBefore),
      send_at: timestamp(sendAt),
      ...(digest && { day: digest.day, digest_at: timestamp(digest.at) }),
    })),
  );

function caseOf({ case_id: caseId, number, urgent, due_at }: CaseColumns): NoticeCase {
  const dueAt = instant(due_at);
  return { caseId, number, urgent, ...(dueAt !== undefined && { dueAt }) };
}
