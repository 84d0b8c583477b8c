import { encodeCalendar, isOff, type CalendarBits, type Instant } from '#domain';

/**
 * Virtual time only goes forward from the host's today, so the announced year 2026 is played 28 years later: after 28
 * years the dates fall on the same weekdays (until 2099).
 */
export const later = (date: string): string => `${Number(date.slice(0, 4)) + 28}${date.slice(4)}`;
export const at = (local: string): Instant => Date.parse(`${later(local)}:00+08:00`);

const OFF =
  '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07';
const WORKING_WEEKENDS = '01-04 02-14 02-28 05-09 09-20 10-10';

export function calendarOf2026(more = '', version = 1): CalendarBits {
  const from = later('2026-01-01');
  const weekends = { version: 1, from, days: 0, off: '' };
  const named = (days: string) =>
    new Set(
      days
        .split(' ')
        .filter(Boolean)
        .map((day) => later(`2026-${day}`)),
    );
  const [holidays, working] = [named(`${OFF} ${more}`), named(WORKING_WEEKENDS)];
  const dates = Array.from({ length: 365 }, (_, i) =>
    new Date(Date.parse(from) + i * 86_400_000).toISOString().slice(0, 10),
  );
  const off = dates.filter((date) => holidays.has(date) || (isOff(weekends, date) && !working.has(date)));
  return encodeCalendar({ version, from, days: 365, off: new Set(off) });
}
