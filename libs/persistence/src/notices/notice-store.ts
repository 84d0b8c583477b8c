import { DecryptionError, type KeyRing } from '#crypto';
import type { CalendarBits, Instant, KindName, LocalDate, StepKey } from '#domain';
import { emailContext } from '../directory/account-directory.js';
import { instant, timestamp, type Queryable } from '../pool.js';
import type { MailKind } from '../record/project.js';
import { DIGEST, POSTPONE, SETTLE, SPREAD, STILL_OPEN, TAKE } from './notice.sql.js';

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
}

/** A step that waits for the recipient. No texts and nothing personal. */
export interface NoticeLine {
  caseId: string;
  number: string;
  urgent: boolean;
  step: StepKey;
  stepKind: KindName;
  dueAt?: Instant;
  /** Why it is written about. */
  kinds: MailKind[];
}

/** When what goes out; every instant comes from the caller. */
export interface SpreadTimes {
  now: Instant;
  /** Older messages stay in the mailbox alone. */
  notBefore: Instant;
  /** What is due before doesn't wait for the digest. */
  urgentBefore: Instant;
  /** When such a message may be sent; at once where it would come too late by then. */
  sendAt: Instant;
}

interface TakenRow {
  id: string;
  kind: NoticeKind;
  account_id: string;
  attempts: number;
  email: Buffer | null;
  disabled: boolean;
}

interface LineRow {
  case_id: string;
  number: string;
  urgent: boolean;
  step: StepKey;
  step_kind: KindName;
  due_at: Date | number;
  kinds: MailKind[];
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

  /** Decides of new messages who gets them when. Returns how many messages were looked at. */
  async spread({ now, notBefore, urgentBefore, sendAt }: SpreadTimes, limit: number): Promise<number> {
    const instants = [notBefore, urgentBefore, sendAt].map(timestamp);
    const { rows } = await this.db.query<{ taken: number }>(SPREAD, [
      timestamp(now),
      this.channel,
      ...instants,
      limit,
    ]);
    return rows[0]?.taken ?? 0;
  }

  /** The digest of the day, of what came before its instant, for everybody who has none yet. Returns how many. */
  async makeDigests(day: LocalDate, digestAt: Instant, now: Instant): Promise<number> {
    const { rows } = await this.db.query<{ made: number }>(DIGEST, [
      timestamp(now),
      this.channel,
      day,
      timestamp(digestAt),
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
    return rows.map(({ id, kind, account_id: accountId, attempts: attempt, email, disabled }) => ({
      id,
      kind,
      accountId,
      attempt,
      ...(email && !disabled && { address: this.opened(email, accountId) }),
    }));
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

  /** What of the notice still calls for something: by case, the earliest due first. */
  async linesOf(noticeId: string, now: Instant): Promise<NoticeLine[]> {
    const { rows } = await this.db.query<LineRow>(STILL_OPEN, [timestamp(now), noticeId]);
    return rows.map(({ case_id: caseId, number, urgent, step, step_kind: stepKind, due_at, kinds }) => {
      const dueAt = instant(due_at);
      return { caseId, number, urgent, step, stepKind, kinds, ...(dueAt !== undefined && { dueAt }) };
    });
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

  /** The newest calendar of working days. */
  async calendar(): Promise<CalendarBits | undefined> {
    const { rows } = await this.db.query<{ bits: CalendarBits }>(
      'SELECT bits FROM calendar_version WHERE county_id IS NULL ORDER BY version DESC LIMIT 1',
    );
    return rows[0]?.bits;
  }
}
