import type { Instant, LocalDate, Term } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import { isDayOff } from './calendar-bits.js';
import { HOUR_MS, dayNumber, dayOf, dayStart, type DayNumber } from './date.js';
import { readTerm, type ParsedTerm } from './term.js';

/** Whoever is reminded should find it at the beginning of a working day. */
const REMINDER_HOUR = 9;
/** A calendar with every day off would never yield a working day; the longest real holiday has under ten. */
const LONGEST_HOLIDAY = 366;

export const workingDayFrom = (calendar: CalendarBits, day: DayNumber, step: 1 | -1): DayNumber => {
  let at = day;
  for (let i = 0; i < LONGEST_HOLIDAY && isDayOff(calendar, at); i += 1) at += step;
  return at;
};

export const countWorkingDays = (
  calendar: CalendarBits,
  from: DayNumber,
  n: number,
  step: 1 | -1,
): DayNumber => {
  let at = from;
  for (let i = 0; i < n; i += 1) at = workingDayFrom(calendar, at + step, step);
  return at;
};

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

const reminderDay = (calendar: CalendarBits, due: Instant, { amount, unit }: ParsedTerm): DayNumber => {
  const last = dayOf(due - 1);
  if (unit === 'wd') return countWorkingDays(calendar, last, amount, -1);
  if (unit === 'cd') return workingDayFrom(calendar, last - amount, -1);
  const latest = due - (amount + REMINDER_HOUR) * HOUR_MS;
  return workingDayFrom(calendar, dayOf(latest), -1);
};

/**
 * When the reminder goes out: at 09:00 Shanghai time of a working day, so many working or calendar days before
 * the last day, or at the latest 09:00 that leaves so many hours. A day off moves it earlier, never later;
 * `sameDay` is the last day itself, as long as its morning comes before the due time.
 *
 * With `start`, undefined when that instant isn't after it: a rung already past is skipped.
 */
export function before(calendar: CalendarBits, due: Instant, term: Term): Instant;
export function before(calendar: CalendarBits, due: Instant, term: Term, start: Instant): Instant | undefined;
export function before(
  calendar: CalendarBits,
  due: Instant,
  term: Term,
  start = Number.NEGATIVE_INFINITY,
): Instant | undefined {
  const day = reminderDay(calendar, due, readTerm(term));
  const morning = (of: DayNumber): Instant => dayStart(of) + REMINDER_HOUR * HOUR_MS;
  // A term in hours may run out before the morning of its last day.
  const at = morning(day) < due ? morning(day) : morning(workingDayFrom(calendar, day - 1, -1));
  return at > start ? at : undefined;
}

/** The first morning of a working day, 09:00 Shanghai time, that is not before the instant. */
export const nextMorning = (calendar: CalendarBits, from: Instant): Instant => {
  const morning = (day: DayNumber): Instant => dayStart(day) + REMINDER_HOUR * HOUR_MS;
  const day = workingDayFrom(calendar, dayOf(from), 1);
  return morning(day) >= from ? morning(day) : morning(workingDayFrom(calendar, day + 1, 1));
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
  if (to < from) return -workingDaysBetween(calendar, b, a);
  let count = 0;
  for (let day = from + 1; day <= to; day += 1) if (!isDayOff(calendar, day)) count += 1;
  return count;
};
