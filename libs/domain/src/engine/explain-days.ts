import type { Instant, LocalDate } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import { isWeekend, knownDays } from '../time/calendar-bits.js';
import { dateText, dayNumber, dayOf } from '../time/date.js';
import { dateOf, isProvisional } from '../time/index.js';

/** How a date was come by: counted, or set (a meeting, a milestone, a follow-up visit, another system's date). */
export type DeadlineRule = 'workingDays' | 'calendarDays' | 'hours' | 'sameDay' | 'set' | 'external';

export interface SkippedDay {
  date: LocalDate;
  why: 'weekend' | 'holiday';
}

/** Which days made the difference. */
export interface CountedDays {
  /** Days off that were not counted, or that the last day was moved over. */
  skipped: SkippedDay[];
  /** Saturdays and Sundays that are worked on (调休) and were counted. */
  makeUp: LocalDate[];
}

/**
 * A term in working days leaves out every day off; of any other one only the last day moves, if it was counted.
 *
 * @param last the last day before it was moved off days off
 */
export function daysOf(
  calendar: CalendarBits,
  rule: DeadlineRule,
  { start, dueAt, last }: { start: Instant; dueAt: Instant; last: number },
): CountedDays {
  if (rule === 'hours') return { skipped: [], makeUp: [] };
  const end = dayOf(dueAt - 1);
  const moved = last < end ? last : end + 1;
  const skipped: SkippedDay[] = [];
  const makeUp: LocalDate[] = [];
  const { isOff } = knownDays(calendar);
  for (let day = rule === 'workingDays' ? dayOf(start) + 1 : moved; day <= end; day += 1) {
    const date = dateText(day);
    if (isOff(day)) skipped.push({ date, why: isWeekend(day) ? 'weekend' : 'holiday' });
    else if (isWeekend(day) && rule === 'workingDays') makeUp.push(date);
  }
  return { skipped, makeUp };
}

/** How sure a date is, as far as it depends on the calendar. */
export interface Certainty {
  /** It may still move: holidays of some of its days were not announced, or are not in the calendar. */
  provisional: boolean;
  /** The year that the calendar doesn't contain, where that is why: only weekends were left out of it. */
  missingYear?: number;
}

/** Hours run over days off, and the same day is itself: no calendar changes them. */
export function certaintyOf(
  calendar: CalendarBits,
  rule: DeadlineRule,
  { start, dueAt }: { start: Instant; dueAt: Instant },
): Certainty {
  if (rule === 'hours' || rule === 'sameDay') return { provisional: false };
  const due = dateOf(dueAt - 1);
  const counted = rule === 'set' ? [due] : [dateOf(start), due];
  const missing = counted.find((date) => isMissing(calendar, date));
  return {
    provisional: missing !== undefined || isProvisional(calendar, due),
    ...(missing !== undefined && { missingYear: Number(missing.slice(0, 4)) }),
  };
}

/** Whether the day lies outside the calendar; after its end, unless its holidays were not announced then. */
function isMissing({ from, days, provisionalFrom }: CalendarBits, date: LocalDate): boolean {
  const announced = provisionalFrom === undefined || date < provisionalFrom;
  return date < from || (announced && dayNumber(date) >= dayNumber(from) + days);
}
