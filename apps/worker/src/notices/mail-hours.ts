import { addDays, type CalendarBits, dateOf, type Instant, isOff, type LocalDate, startOfDay } from '#domain';

const MINUTE_MS = 60_000;
/** From the digest on: nobody is written to at night or on a day off. */
const OPEN_MS = 9 * 60 * MINUTE_MS;
/** A calendar with every day off must not hang the sender; no real holiday is half as long. */
const LONGEST_HOLIDAY = 60;

/** When people are written to: on working days, for nine hours from the digest on. All in Asia/Shanghai. */
export class MailHours {
  private readonly digestMs: number;

  /** @param digestAt `HH:MM` */
  constructor(
    private readonly calendar: CalendarBits,
    digestAt: string,
  ) {
    const [hours = 0, minutes = 0] = digestAt.split(':').map(Number);
    this.digestMs = (hours * 60 + minutes) * MINUTE_MS;
  }

  /** The day whose digest may go out now, with the digest's instant. */
  digestNow(now: Instant): { day: LocalDate; at: Instant } | undefined {
    const day = dateOf(now);
    return this.isOpen(now) ? { day, at: this.digestOn(day) } : undefined;
  }

  /** The instant itself within the hours, else when they next begin. */
  atEarliest(at: Instant): Instant {
    return this.isOpen(at) ? at : this.nextDigest(at);
  }

  /** The next instant, after the one given, at which a digest goes out. */
  nextDigest(after: Instant): Instant {
    let day = dateOf(after);
    for (let i = 0; i < LONGEST_HOLIDAY; i += 1, day = addDays(day, 1))
      if (!isOff(this.calendar, day) && this.digestOn(day) > after) break;
    return this.digestOn(day);
  }

  /** What is due before doesn't wait for the next digest: it would be told of on its last day, or too late. */
  urgentBefore(now: Instant): Instant {
    return startOfDay(addDays(dateOf(this.nextDigest(now)), 1)) + 1;
  }

  private isOpen(at: Instant): boolean {
    const day = dateOf(at);
    const opens = this.digestOn(day);
    return !isOff(this.calendar, day) && at >= opens && at < opens + OPEN_MS;
  }

  private digestOn(day: LocalDate): Instant {
    return startOfDay(day) + this.digestMs;
  }
}
