import type { Instant, LocalDate, Term } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import { isDayOff } from './calendar-bits.js';
import { dayNumber, dayOf, dayStart, HOUR_MS, type DayNumber } from './date.js';
import { countWorkingDays, dueAfter, workingDayFrom } from './deadline.js';
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

/**
 * How long a pause lasted, in the unit of the term: the days from that of the pause to the one before the clocks ran
 * again (each of them, or the working ones), or its length in milliseconds for terms in hours.
 */
export const pausedAmount = (
  calendar: CalendarBits,
  { from, to }: { from: Instant; to: Instant },
  unit: TermUnit,
): number => {
  if (unit === 'h') return Math.max(0, to - from);
  const [first, end] = [dayOf(from), dayOf(to)];
  if (unit === 'cd') return Math.max(0, end - first);
  let count = 0;
  for (let day = first; day < end; day += 1) if (!isDayOff(calendar, day)) count += 1;
  return count;
};

/**
 * The due time after pauses and extensions, in their order.
 *
 * - A term in working days moves by the working days of the pause, one in calendar days (and a date that was set) by
 *   its calendar days, one in hours by its real length. Only the part of a pause after `start` counts, and none that
 *   began when the step was overdue already.
 * - An extension is counted on from the due time as a term is; in days it ends on a working day.
 */
export function adjustedDue(
  calendar: CalendarBits,
  base: BaseDue,
  adjustments: readonly Adjustment[],
): Instant {
  return lastDayOf(calendar, base, adjustments).due;
}

/** As {@link adjustedDue}, with the last day of the term before it was moved off days off. */
export function lastDayOf(
  calendar: CalendarBits,
  base: BaseDue,
  adjustments: readonly Adjustment[],
): { due: Instant; day: DayNumber } {
  const unit = unitOf(base);
  let due = base.dueAt;
  // The last day before it was moved off a day off: moving it twice would give days that nobody was owed.
  let day = unit === 'cd' && base.term ? dayOf(base.start) + readTerm(base.term).amount : dayOf(due - 1);
  for (const adjustment of adjustments) {
    if (adjustment.kind === 'extension') {
      due = extended(calendar, due, adjustment.term);
      day = dayOf(due - 1);
      continue;
    }
    const pause = { from: Math.max(adjustment.from, base.start), to: adjustment.to };
    const amount = pausedAmount(calendar, pause, unit);
    if (amount <= 0 || due <= pause.from) continue;
    if (unit === 'h') due += amount;
    else {
      day = movedDay(calendar, day, amount, unit);
      due = dayStart(workingDayFrom(calendar, day, 1) + 1);
    }
  }
  return { due, day };
}

const movedDay = (calendar: CalendarBits, day: DayNumber, amount: number, unit: TermUnit): DayNumber =>
  unit === 'wd' ? countWorkingDays(calendar, day, amount, 1) : day + amount;

/** Counted on from the due time; its last day is the day that the term leaves out. */
export const extended = (calendar: CalendarBits, due: Instant, term: Term): Instant => {
  const { unit, amount } = readTerm(term);
  return unit === 'h' ? due + amount * HOUR_MS : dueAfter(calendar, due - 1, term);
};
