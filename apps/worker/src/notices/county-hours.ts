import type { Instant } from '#domain';
import { type CountyCalendar, calendarIn, type CountyTimes } from '#persistence';
import { MailHours } from './mail-hours.js';

/** The hours of the people of each county: by its own calendar where it has one, else by the national one. */
export class CountyHours {
  private readonly hours: ReadonlyMap<string | null, MailHours>;

  /** @param digestAt `HH:MM` */
  constructor(calendars: readonly CountyCalendar[], digestAt: string) {
    this.hours = new Map(
      calendars.flatMap(({ countyId }) => {
        const calendar = calendarIn(calendars, countyId);
        return calendar ? [[countyId, new MailHours(calendar, digestAt)]] : [];
      }),
    );
  }

  timesAt(now: Instant): CountyTimes[] {
    return [...this.hours].map(([countyId, hours]) => {
      const digest = hours.digestNow(now);
      return {
        countyId,
        urgentBefore: hours.urgentBefore(now),
        sendAt: hours.atEarliest(now),
        ...(digest && { digest }),
      };
    });
  }

  /** The instant itself within the hours of the counties, else when the last of them opens. */
  atEarliest(countyIds: readonly string[], at: Instant): Instant {
    return Math.max(at, ...countyIds.map((countyId) => this.of(countyId)?.atEarliest(at) ?? at));
  }

  private of(countyId: string): MailHours | undefined {
    return this.hours.get(countyId) ?? this.hours.get(null);
  }
}
