import { spread } from '../engine/reminder-rules.js';
import type { Instant, Term } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import { before, dueAfter, nextOfficeTime, parseTerm } from '../time/index.js';
import type { DutyState, DutyTimes } from './model.js';

/** Longest terms of a supervision order, *default*: what takes longer is a plan, not an order. */
const LONGEST = { wd: 30, cd: 45, h: 240 } as const;

/** Whether an order may have this term. */
export function isDutyTerm(term: Term): boolean {
  const parsed = parseTerm(term);
  return parsed !== undefined && parsed.amount <= LONGEST[parsed.unit];
}

/**
 * A term in days is reminded of at nine of a working day and told of as overdue at nine of the next one, spread as the
 * reminders of cases are; one in hours while people are at work. A reminder whose time has passed is left out.
 */
export function dutyTimes(
  calendar: CalendarBits,
  { dutyId, start, term }: { dutyId: string; start: Instant; term: Term },
  now: Instant,
): DutyTimes {
  const byHours = parseTerm(term)?.unit === 'h';
  const dueAt = dueAfter(calendar, start, term);
  const [remindAt, alertAt] = [
    before(calendar, dueAt, reminderTerm(term)),
    nextOfficeTime(calendar, dueAt),
  ].map((at) => (byHours ? at : spread(at, dutyId))) as [Instant, Instant];
  return { dueAt, ...(remindAt > now && { remindAt }), alertAt };
}

/**
 * What a published calendar moves in an open order; undefined when its due time stays. What was said of one due time is
 * said of the new one again; a reminder that now would lie in the past comes at the next office hour, if that helps.
 */
export function movedBy(
  calendar: CalendarBits,
  { dutyId, calendar: before, status, startedAt: start, term, ...state }: DutyState,
  now: Instant,
): (Partial<DutyTimes> & { dueAt: Instant }) | undefined {
  if (status !== 'open' || calendar.version <= before.version) return undefined;
  const { dueAt, remindAt, alertAt } = dutyTimes(calendar, { dutyId, start, term }, now);
  if (dueAt === state.dueAt) return undefined;
  const soon = nextOfficeTime(calendar, now);
  const waiting = state.remindAt !== undefined && soon < dueAt ? soon : undefined;
  const reminder = remindAt ?? waiting;
  const told = state.alertAt === undefined && dueAt <= now;
  return { dueAt, ...(reminder && { remindAt: reminder }), ...(!told && { alertAt }) };
}

/** The working day before the last one, or the last one where there is no other; two hours where hours count. */
function reminderTerm(term: Term): Term {
  const { amount, unit } = parseTerm(term) ?? { amount: 0, unit: 'cd' };
  if (unit === 'h') return '2h';
  return amount > 1 ? '1wd' : 'sameDay';
}
