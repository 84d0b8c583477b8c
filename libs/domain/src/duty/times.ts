import type { Instant, Term } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import { before, dateOf, dueAfter, nextMorning, parseTerm, startOfDay } from '../time/index.js';
import type { DutyTimes } from './model.js';

/** Longest terms of a supervision order, *default*: what takes longer is a plan, not an order. */
const LONGEST = { wd: 30, cd: 45, h: 240 } as const;

const WORKING_HOURS_MS = 9 * 3_600_000;

/** Whether an order may have this term. */
export function isDutyTerm(term: Term): boolean {
  const parsed = parseTerm(term);
  return parsed !== undefined && parsed.amount <= LONGEST[parsed.unit];
}

export function dutyTimes(calendar: CalendarBits, start: Instant, term: Term, now: Instant): DutyTimes {
  const dueAt = dueAfter(calendar, start, term);
  const remindAt = before(calendar, dueAt, rungOf(term), now);
  return { dueAt, ...(remindAt && { remindAt }), alertAt: alertAt(calendar, dueAt) };
}

/** The morning of the working day before the last one, or of the last one where there is no other. */
function rungOf(term: Term): Term {
  const { amount, unit } = parseTerm(term) ?? { amount: 0, unit: 'cd' };
  if (unit === 'h') return '1h';
  return amount > 1 ? '1wd' : 'sameDay';
}

/** Told within working hours: at once in the middle of a working day, else at 9:00 of the next one. */
function alertAt(calendar: CalendarBits, dueAt: Instant): Instant {
  const morning = nextMorning(calendar, startOfDay(dateOf(dueAt)));
  const atWork = dueAt >= morning && dueAt < morning + WORKING_HOURS_MS;
  return atWork ? dueAt : nextMorning(calendar, dueAt);
}
