import type { Instant } from '#domain';
import type { NoticeFailure, NoticeStore, TakenNotice } from '#persistence';
import { ATTEMPTS, backOff } from './back-off.js';
import type { NoticeChannel } from './channel.js';
import { CountyHours } from './county-hours.js';
import { messageOf } from './texts.js';

const DAY_MS = 86_400_000;
/** After an outage as long as this, what was missed stands in the mailbox alone. */
const OLDEST_MS = 7 * DAY_MS;
/** For so long a notice is one worker's alone: far longer than an attempt can take. */
const OWN_MS = 5 * 60_000;
const SPREAD_AT_ONCE = 200;
const SEND_AT_ONCE = 4;

export interface SenderParts {
  store: NoticeStore;
  channel: NoticeChannel;
  /** `HH:MM` in Asia/Shanghai. */
  digestAt: string;
  /** Under which people reach the product; no slash at the end. */
  url: string;
  now: () => Instant;
  /** From 0 up to 1. */
  random: () => number;
  /** Ids and codes only. */
  tell: (line: { notice: string; attempt: number; status: 'failed' | 'postponed'; cause: string }) => void;
}

/** Brings the outbox forward. What it decided stands in PostgreSQL at once, so it may be stopped at any moment. */
export class NoticeSender {
  constructor(private readonly parts: SenderParts) {}

  /** All that is to be done now. `stopped` is asked between two rounds. */
  async bringForward(stopped: () => boolean = () => false): Promise<void> {
    await this.plan();
    while (!stopped()) {
      const now = this.parts.now();
      const taken = await this.parts.store.take(now, now + OWN_MS, SEND_AT_ONCE);
      if (taken.length === 0) return;
      const hours = await this.hours();
      await Promise.all(taken.map((notice) => this.send(notice, hours)));
    }
  }

  /** Read each time: another calendar may have been published meanwhile. */
  private async hours(): Promise<CountyHours> {
    return new CountyHours(await this.parts.store.calendars(), this.parts.digestAt);
  }

  private async plan(): Promise<void> {
    const { store } = this.parts;
    const now = this.parts.now();
    const times = (await this.hours()).timesAt(now);
    // Before a calendar is published nobody knows the working days, and there are no cases.
    if (times.length === 0) return;
    while ((await store.spread(now, times, now - OLDEST_MS, SPREAD_AT_ONCE)) === SPREAD_AT_ONCE);
    if (times.some(({ digest }) => digest)) await store.makeDigests(now, times);
  }

  private async send(notice: TakenNotice, hours: CountyHours): Promise<void> {
    const { store, channel, url, now } = this.parts;
    // Whoever took it before died over it, again and again.
    if (notice.attempt > ATTEMPTS) return this.giveUp(notice, { cause: 'interrupted' });
    // Whatever was planned when and why: nothing leaves but within the hours.
    const at = now();
    const opens = hours.atEarliest(notice.countyIds, at);
    if (opens > at) return store.putOff(notice, opens);
    if (notice.address === undefined) return store.settle(notice, 'skipped', now(), { cause: 'noAddress' });
    if (notice.address === null) return this.tryLater(notice, hours, { cause: 'addressUnreadable' });
    const lines = await store.linesOf(notice.id, now());
    if (lines.length === 0) return store.settle(notice, 'skipped', now(), { cause: 'nothingLeft' });
    const delivery = await channel.deliver(messageOf(notice, lines, now(), url), notice.address);
    if (delivery.delivered) return store.settle(notice, 'sent', now());
    await this.tryLater(notice, hours, delivery, delivery.final);
  }

  private async tryLater(
    notice: TakenNotice,
    hours: CountyHours,
    failure: NoticeFailure,
    final = false,
  ): Promise<void> {
    const { store, now, random } = this.parts;
    if (final || notice.attempt === ATTEMPTS) return this.giveUp(notice, failure);
    const next = hours.atEarliest(notice.countyIds, now() + backOff(notice.attempt, random()));
    await store.postpone(notice, next, failure);
    this.tell(notice, 'postponed', failure.cause);
  }

  private async giveUp(notice: TakenNotice, failure: NoticeFailure): Promise<void> {
    await this.parts.store.settle(notice, 'failed', this.parts.now(), failure);
    this.tell(notice, 'failed', failure.cause);
  }

  private tell({ id, attempt }: TakenNotice, status: 'failed' | 'postponed', cause: string): void {
    this.parts.tell({ notice: id, attempt, status, cause });
  }
}
