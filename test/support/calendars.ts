import { digestJson } from '#crypto';
import { addDays, type CalendarBits, encodeCalendar, isOff, type LocalDate } from '#domain';
import type { TestDatabase } from '#testing';

/** As a release does it: with the database, asking nobody. */
export const bringCalendar = (database: TestDatabase, bits: CalendarBits) =>
  database.query(
    'INSERT INTO calendar_version (version, bits, digest, published_at) VALUES ($1, $2, $3, now())',
    [bits.version, JSON.stringify(bits), digestJson(bits)],
  );

/** The next version, in which one more day is off. */
export function withDayOff(calendar: CalendarBits, more: LocalDate): CalendarBits {
  const { from, days, provisionalFrom } = calendar;
  const dates = Array.from({ length: days }, (_, n) => addDays(from, n));
  const off = new Set(dates.filter((date) => date === more || isOff(calendar, date)));
  const version = calendar.version + 1;
  return encodeCalendar({ version, from, days, off, ...(provisionalFrom && { provisionalFrom }) });
}
