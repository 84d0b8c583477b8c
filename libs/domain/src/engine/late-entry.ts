import type { Instant } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import type { Command, Dated } from '../model/command.js';
import { refuse, type Refusal } from '../model/refusal.js';
import type { CaseState } from '../model/state.js';
import { allowedDays, dateOf, endOfDay, FREE_WORKING_DAYS, isDate, isLateEntry } from '../time/index.js';

/** The publication of a calendar and a nudge state nothing that somebody could have entered sooner. */
const NO_FACTS: readonly Command['type'][] = ['applyCalendar', 'nudge'];

/** A fact may be entered late (补录), but not without saying why; one reason serves a whole form. */
export function lateUnexplained(
  state: CaseState | undefined,
  command: Dated<Command>,
  now: number,
): { refusal: Refusal } | undefined {
  if (command.lateReason || NO_FACTS.includes(command.type)) return undefined;
  const calendar = calendarFor(state, command);
  const earliest = Math.min(command.occurredAt, ...alsoStated(command, now));
  if (!calendar || !isLateEntry(calendar, earliest, now)) return undefined;
  const params = { occurredOn: dateOf(earliest), days: FREE_WORKING_DAYS };
  return refuse('command.lateReasonMissing', params, '/lateReason');
}

/** Instants that a command states beside its own: of a form its facts, of milestones the ends of the days they were done. */
function alsoStated(command: Dated<Command>, now: Instant): Instant[] {
  if (command.type === 'act') return doneIn(command.payload, now);
  if (command.type !== 'recordDone') return [];
  return command.actions.flatMap(({ occurredAt = command.occurredAt, payload }) => [
    occurredAt,
    ...doneIn(payload, now),
  ]);
}

/** Payloads may still be unfit: what is no date, or none that can be meant, is refused where the action is judged. */
function doneIn({ doneOn, milestones }: Record<string, unknown>, now: Instant): Instant[] {
  const planned = Array.isArray(milestones) ? (milestones as { doneOn?: unknown }[]) : [];
  const { earliest } = allowedDays('fact', now);
  return [doneOn, ...planned.map((one) => one.doneOn)].flatMap((day) =>
    typeof day === 'string' && isDate(day) && day >= earliest ? [endOfDay(day) - 1] : [],
  );
}

/** The one that the events will be counted by: a newer one that the command brings, else the case's. */
function calendarFor(state: CaseState | undefined, command: Command): CalendarBits | undefined {
  const brought = command.type === 'recordDone' ? command.open.calendar : broughtBy(command);
  const newer = brought && brought.version > (state?.calendar.version ?? 0);
  return newer ? brought : state?.calendar;
}

const broughtBy = (command: Command): CalendarBits | undefined =>
  'calendar' in command ? command.calendar : undefined;
