import type { CalendarBits } from '../model/calendar.js';
import type { Command } from '../model/command.js';
import { refuse, type Refusal } from '../model/refusal.js';
import type { CaseState } from '../model/state.js';
import { dateOf, FREE_WORKING_DAYS, isLateEntry } from '../time/index.js';

/** Come from the publication of a calendar, and state nothing that somebody could have entered sooner. */
const NO_FACTS: readonly Command['type'][] = ['applyCalendar'];

/** A fact may be entered late (补录), but not without saying why; one reason serves a whole form (domain.md §6). */
export function lateUnexplained(
  state: CaseState | undefined,
  command: Command,
  now: number,
): { refusal: Refusal } | undefined {
  if (command.lateReason || NO_FACTS.includes(command.type)) return undefined;
  const calendar = calendarFor(state, command);
  const facts = command.type === 'recordDone' ? command.actions : [];
  const earliest = Math.min(command.occurredAt, ...facts.map(({ occurredAt }) => occurredAt));
  if (!calendar || !isLateEntry(calendar, earliest, now)) return undefined;
  const params = { occurredOn: dateOf(earliest), days: FREE_WORKING_DAYS };
  return refuse('command.lateReasonMissing', params, '/lateReason');
}

/** The one that the events will be counted by: a newer one that the command brings, else the case's. */
function calendarFor(state: CaseState | undefined, command: Command): CalendarBits | undefined {
  const brought = command.type === 'recordDone' ? command.open.calendar : broughtBy(command);
  const newer = brought && brought.version > (state?.calendar.version ?? 0);
  return newer ? brought : state?.calendar;
}

const broughtBy = (command: Command): CalendarBits | undefined =>
  'calendar' in command ? command.calendar : undefined;
