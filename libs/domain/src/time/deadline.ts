import type { Instant, LocalDate, Term } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import { isDayOff, isWeekend, knownDays, type KnownDays } from './calendar-bits.js';
import { HOUR_MS, dayNumber, dayOf, dayStart, type DayNumber } from './date.js';
import { readTerm, type ParsedTerm } from './term.js';

/** Whoever is reminded should find it at the beginning of a working day, and never in the evening. */
const OFFICE_OPENS = 9;
const OFFICE_CLOSES = 18;

/** The day itself if it is worked, else the next one that is. Ends, for beyond the calendar only weekends are off. */
export const workingDayFrom = (calendar: CalendarBits, day: DayNumber, step: 1 | -1): DayNumber =>
  workingDay(knownDays(calendar), day, step);

function workingDay({ isOff }: KnownDays, day: DayNumber, step: 1 | -1): DayNumber {
  let at = day;
  while (isOff(at)) at += step;
  return at;
}

/** The `n`th working day after `from`, or before it: by arithmetic outside the calendar's days. */
export function countWorkingDays(
  calendar: CalendarBits,
  from: DayNumber,
  n: number,
  step: 1 | -1,
): DayNumber {
  const days = knownDays(calendar);
  let at = from;
  let left = n;
  while (left > 0) {
    const next = at + step;
    if (next >= days.first && next < days.end) {
      at = next;
      if (!days.isOff(at)) left -= 1;
      continue;
    }
    // Up to the calendar's edge, or for ever where it lies behind.
    const edge = step === 1 ? days.first - 1 : days.end;
    const ahead = (edge - at) * step;
    const until = ahead > 0 ? edge : step * Infinity;
    const there = Number.isFinite(until) ? weekdaysBetween(at, until) : Infinity;
    if (left <= there) return addWeekdays(at, left, step);
    left -= there;
    at = until;
  }
  return at;
}

/** Mondays to Fridays between two days, the nearer one left out and the farther one counted. */
function weekdaysBetween(a: DayNumber, b: DayNumber): number {
  return a <= b ? weekdaysUpTo(b) - weekdaysUpTo(a) : weekdaysUpTo(a - 1) - weekdaysUpTo(b - 1);
}

/** Counted from Monday 1970-01-05 on; negative before. */
function weekdaysUpTo(day: DayNumber): number {
  const days = day - FIRST_MONDAY + 1;
  const weeks = Math.floor(days / 7);
  return weeks * 5 + Math.min(days - weeks * 7, 5);
}
const FIRST_MONDAY = 4;

function addWeekdays(from: DayNumber, n: number, step: 1 | -1): DayNumber {
  // Whole weeks first, less one so that the rest ends on a working day.
  const weeks = Math.max(0, Math.floor(n / 5) - 1);
  let at = from + step * weeks * 7;
  for (let left = n - weeks * 5; left > 0; left -= isWeekend(at) ? 0 : 1) at += step;
  return at;
}

const lastDay = (calendar: CalendarBits, start: Instant, { amount, unit }: ParsedTerm): DayNumber => {
  const first = dayOf(start);
  if (amount === 0) return first;
  if (unit === 'wd') return countWorkingDays(calendar, first, amount, 1);
  return workingDayFrom(calendar, first + amount, 1);
};

export interface DueOptions {
  /** Urgent cases count clock hours: every day of the term is 24 hours from the start, days off included. */
  urgent?: boolean;
}

/**
 * The first instant that is too late. A term in days leaves out the day it starts on and runs to 24:00 Shanghai
 * time of its last day; one in calendar days that ends on a day off ends on the next working day (Civil Code 201,
 * 203). `sameDay` ends at 24:00 of the starting day, day off or not. Hours run from the start.
 */
export const dueAfter = (
  calendar: CalendarBits,
  start: Instant,
  term: Term,
  { urgent = false }: DueOptions = {},
): Instant => {
  const parsed = readTerm(term);
  if (parsed.unit === 'h') return start + parsed.amount * HOUR_MS;
  if (urgent && parsed.amount > 0) return start + parsed.amount * 24 * HOUR_MS;
  return dayStart(lastDay(calendar, start, parsed) + 1);
};

/**
 * The earliest instant after a waiting time (notice of a meeting, public notice, revisit): 00:00 of the day after
 * the term has run in full. `sameDay` is no waiting.
 */
export const atEarliest = (calendar: CalendarBits, start: Instant, term: Term): Instant =>
  readTerm(term).amount === 0 ? start : dueAfter(calendar, start, term);

const morning = (day: DayNumber): Instant => dayStart(day) + OFFICE_OPENS * HOUR_MS;

/** Whether people are at work: from 9:00 until 18:00 Shanghai time of a working day. */
const isOfficeTime = (calendar: CalendarBits, at: Instant): boolean => {
  const day = dayOf(at);
  return !isDayOff(calendar, day) && at >= morning(day) && at < dayStart(day) + OFFICE_CLOSES * HOUR_MS;
};

/** The first morning of a working day, 09:00 Shanghai time, that is not before the instant. */
export const nextMorning = (calendar: CalendarBits, from: Instant): Instant => {
  const day = workingDayFrom(calendar, dayOf(from), 1);
  return morning(day) >= from ? morning(day) : morning(workingDayFrom(calendar, day + 1, 1));
};

/** The instant itself while people are at work, else the next morning. */
export const nextOfficeTime = (calendar: CalendarBits, from: Instant): Instant =>
  isOfficeTime(calendar, from) ? from : nextMorning(calendar, from);

/**
 * When something is said ahead of a due time: at 09:00 Shanghai time of a working day, so many working or calendar days
 * before the last day; a term in hours at its instant if people are at work then, else the 09:00 before. A day off
 * moves it earlier, never later; `sameDay` is the last day itself, as long as its morning comes before the due time.
 */
export const before = (calendar: CalendarBits, due: Instant, term: Term): Instant => {
  const { amount, unit } = readTerm(term);
  if (unit === 'h') {
    const at = due - amount * HOUR_MS;
    return isOfficeTime(calendar, at) ? at : lastMorning(calendar, at);
  }
  const last = dayOf(due - 1);
  const day =
    unit === 'wd'
      ? countWorkingDays(calendar, last, amount, -1)
      : workingDayFrom(calendar, last - amount, -1);
  // A term in hours may run out before the morning of its last day.
  return morning(day) < due ? morning(day) : lastMorning(calendar, due - 1);
};

const lastMorning = (calendar: CalendarBits, at: Instant): Instant => {
  const day = workingDayFrom(calendar, dayOf(at), -1);
  return morning(day) <= at ? morning(day) : morning(workingDayFrom(calendar, day - 1, -1));
};

/**
 * When something is said after an instant: at 09:00 of the working day that ends the term, counted as any term is; a
 * term in hours at its instant if people are at work then, else the next 09:00. `sameDay` is the next morning.
 */
export const after = (calendar: CalendarBits, from: Instant, term: Term): Instant => {
  const parsed = readTerm(term);
  if (parsed.unit === 'h') return nextOfficeTime(calendar, from + parsed.amount * HOUR_MS);
  return parsed.amount === 0 ? nextMorning(calendar, from) : morning(lastDay(calendar, from, parsed));
};

const toDay = (at: Instant | LocalDate): DayNumber => (typeof at === 'number' ? dayOf(at) : dayNumber(at));

/**
 * Working days after `a` up to and with `b`, counted as a term is: the first day is left out. Negative when `b`
 * is before `a`.
 */
export const workingDaysBetween = (
  calendar: CalendarBits,
  a: Instant | LocalDate,
  b: Instant | LocalDate,
): number => {
  const [from, to] = [toDay(a), toDay(b)];
  return to < from ? -workingDays(calendar, to, from) : workingDays(calendar, from, to);
};

/** Working days after `from` up to and with `to`. */
export function workingDays(calendar: CalendarBits, from: DayNumber, to: DayNumber): number {
  const { first, end, isOff } = knownDays(calendar);
  const [low, high] = [Math.max(from, first - 1), Math.min(to, end - 1)];
  if (!(low < high)) return weekdaysBetween(from, to);
  let known = 0;
  for (let day = low + 1; day <= high; day += 1) if (!isOff(day)) known += 1;
  return weekdaysBetween(from, low) + known + weekdaysBetween(high, to);
}
