import type { Instant, LocalDate, Term } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import { isDayOff } from './calendar-bits.js';
import { dayNumber, dayOf, dayStart, DAY_MS, type DayNumber } from './date.js';
import { countWorkingDays, dueAfter, workingDayFrom, workingDays } from './deadline.js';
import { readTerm, type TermUnit } from './term.js';

/** What moves a due time: a pause of the clock, or more time. */
export type Adjustment = { kind: 'pause'; from: Instant; to: Instant } | { kind: 'extension'; term: Term };

/** A due time and what it comes from. */
export interface BaseDue {
  start: Instant;
  dueAt: Instant;
  /** Absent where the date was set and not counted: a meeting, a milestone. */
  term?: Term;
  urgent?: boolean;
}

/** 24:00 of a pause's last day. */
export const endOfDay = (date: LocalDate): Instant => dayStart(dayNumber(date) + 1);

/** In which unit the clock counts, so that a pause gives back what it took. */
export const unitOf = ({ term, urgent = false }: Pick<BaseDue, 'term' | 'urgent'>): TermUnit => {
  if (term === undefined) return 'cd';
  const { unit, amount } = readTerm(term);
  return urgent && amount > 0 ? 'h' : unit;
};

/** How long the clock stood that counts in this unit: of working days only their part of a pause, in milliseconds. */
function stoodStill(
  calendar: CalendarBits,
  { from, to }: { from: Instant; to: Instant },
  unit: TermUnit,
): number {
  if (unit !== 'wd') return Math.max(0, to - from);
  if (to <= from) return 0;
  const [first, last] = [dayOf(from), dayOf(to - 1)];
  const whole = workingDays(calendar, first - 1, last) * DAY_MS;
  const before = isDayOff(calendar, first) ? 0 : from - dayStart(first);
  const after = isDayOff(calendar, last) ? 0 : dayStart(last + 1) - to;
  return whole - before - after;
}

/** A term in days leaves out the day on which it starts, so a pause can take nothing of that day. */
function runsFrom({ start, term }: BaseDue, unit: TermUnit): Instant {
  const counts = term !== undefined && unit !== 'h' && readTerm(term).amount > 0;
  return counts ? dayStart(dayOf(start) + 1) : start;
}

/**
 * The due time after pauses and extensions, in their order.
 *
 * - A pause moves it by its real length: a term in hours by that, one in working days by what the pause took of them,
 *   one in calendar days (and a date that was set) by what it took of those. Whole days are given back, to the nearest
 *   of all pauses together, so that many short ones count as one long one. Of a pause only the part while the clock ran
 *   counts, and nothing of one that began when the step was overdue already.
 * - An extension is counted on from the due time as a term is; in days it ends on a working day, and is clock hours
 *   where the case is urgent.
 */
export function adjustedDue(
  calendar: CalendarBits,
  base: BaseDue,
  adjustments: readonly Adjustment[],
): Instant {
  return adjusted(calendar, base, adjustments).due;
}

export interface AdjustedDue {
  due: Instant;
  /** The last day of the term before it was moved off days off. */
  day: DayNumber;
  /** By how much each pause moved the due time, in their order and in the unit of the term; milliseconds for hours. */
  pauses: number[];
}

/** As {@link adjustedDue}, with how it came about. */
export function adjusted(
  calendar: CalendarBits,
  base: BaseDue,
  adjustments: readonly Adjustment[],
): AdjustedDue {
  const unit = unitOf(base);
  const runs = runsFrom(base, unit);
  let due = base.dueAt;
  // The last day before it was moved off a day off: moving it twice would give days that nobody was owed.
  let day = unit === 'cd' && base.term ? dayOf(base.start) + readTerm(base.term).amount : dayOf(due - 1);
  let stood = 0;
  const pauses: number[] = [];
  for (const adjustment of adjustments) {
    if (adjustment.kind === 'extension') {
      due = extended(calendar, due, adjustment.term, base);
      day = dayOf(due - 1);
      continue;
    }
    const from = Math.max(adjustment.from, runs);
    const before = stood;
    if (from < due) stood += stoodStill(calendar, { from, to: adjustment.to }, unit);
    const amount = unit === 'h' ? stood - before : wholeDays(stood) - wholeDays(before);
    pauses.push(amount);
    if (amount === 0) continue;
    if (unit === 'h') due += amount;
    else {
      day = movedDay(calendar, day, amount, unit);
      due = dayStart(workingDayFrom(calendar, day, 1) + 1);
    }
  }
  return { due, day, pauses };
}

const wholeDays = (milliseconds: number): number => Math.round(milliseconds / DAY_MS);

const movedDay = (calendar: CalendarBits, day: DayNumber, amount: number, unit: TermUnit): DayNumber =>
  unit === 'wd' ? countWorkingDays(calendar, day, amount, 1) : day + amount;

/** Counted on from the due time; its last day is the day that the term leaves out. */
export const extended = (
  calendar: CalendarBits,
  due: Instant,
  term: Term,
  { urgent = false }: Pick<BaseDue, 'urgent'> = {},
): Instant => {
  const byClock = unitOf({ term, urgent }) === 'h';
  return dueAfter(calendar, byClock ? due : due - 1, term, { urgent });
};
