import {
  addDays,
  type CalendarBits,
  dateOf,
  dueAfter,
  type Instant,
  startOfDay,
  workingDaysBetween,
} from '#domain';
import type { Watch } from '#persistence';

/** Working days: what is due within three is soon; a signature or an opinion may be waited for three. */
const SOON = '3wd';
const PATIENCE = 3;
/** A step that nobody has taken within one working day goes to the supervisor. */
const UNASSIGNED = 1;

export const watchAt = (calendar: CalendarBits, now: Instant): Watch => ({
  now,
  soonBefore: dueAfter(calendar, now, SOON),
  unassignedSince: longerThan(calendar, now, UNASSIGNED),
  waitingSince: longerThan(calendar, now, PATIENCE),
});

/** The last instant since which more than so many working days have begun and ended. */
function longerThan(calendar: CalendarBits, now: Instant, workingDays: number): Instant {
  const today = dateOf(now);
  let day = today;
  while (workingDaysBetween(calendar, day, today) <= workingDays) day = addDays(day, -1);
  return startOfDay(addDays(day, 1)) - 1;
}
