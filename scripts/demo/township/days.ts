import { addDays, dateOf, startOfDay, workingDaysBetween } from '#domain';
import { calendarFromChineseDays } from '#procedures';

const TEN = 10 * 3_600_000;
const A_WHILE = 5 * 60_000;

/** Ten in the morning so many working days ago; of today a moment ago, if it isn't ten yet. Instants in milliseconds. */
export function workingDaysAgo(count: number, now: number): number {
  const today = dateOf(now);
  const calendar = calendarFromChineseDays(Number(today.slice(0, 4)) - 1, 2, 1);
  let day = today;
  while (workingDaysBetween(calendar, day, today) < count) day = addDays(day, -1);
  return Math.min(startOfDay(day) + TEN, now - A_WHILE);
}
