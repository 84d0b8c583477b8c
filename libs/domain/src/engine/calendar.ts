import { KINDS } from '../kinds/index.js';
import { RULES_VERSION, type Instant, type StepKey } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import type { Actor, Command } from '../model/command.js';
import { refuse, type Refusal } from '../model/refusal.js';
import type { CaseState, StepState } from '../model/state.js';
import { Draft } from './draft.js';
import type { Kinds } from './evolve.js';
import { openSteps, reschedule, overallDue } from './flow.js';
import { pendingOverallDue } from './reminder-rules.js';

type Dates = Pick<StepState, 'dueAt' | 'notBefore' | 'reminders'>;

/** Who publishes calendars; the command comes from the publication, in the publisher's name. */
const PUBLISHERS = ['administrator', 'county'] as const;
export const isPublisher = ({ roles }: Pick<Actor, 'roles'>): boolean =>
  PUBLISHERS.some((role) => roles.includes(role));

/** A published calendar comes to an open case. Versions only go up, so that a repeat changes nothing. */
export function applyCalendar(
  draft: Draft,
  { actor, calendar }: Extract<Command, { type: 'applyCalendar' }>,
): { refusal: Refusal } | undefined {
  if (!isPublisher(actor)) return refuse('case.roleMissing');
  const { version } = draft.state.calendar;
  if (calendar.version <= version) return refuse('calendar.notNewer', { version });
  adoptCalendar(draft, calendar);
  return undefined;
}

/**
 * From here on the case counts by this calendar: the overall deadline and every open step are computed anew from their start
 * and term. What is done keeps its dates. An older calendar, or the same, changes nothing.
 */
export function adoptCalendar(draft: Draft, calendar: CalendarBits): void {
  if (calendar.version <= draft.state.calendar.version) return;
  const overallDueAt = newOverallDue({ ...draft.state, calendar });
  draft.emit({
    type: 'calendarApplied',
    calendar,
    ...(overallDueAt !== draft.state.overallDueAt && { overallDueAt }),
  });
  for (const { key } of openSteps(draft.state)) reschedule(draft, key);
}

/** Once the overall deadline is met, the date that it was met by stays. */
const newOverallDue = (state: CaseState): Instant | undefined =>
  pendingOverallDue(state) ? overallDue(state) : state.overallDueAt;

export interface MovedStep {
  step: StepKey;
  before: Dates;
  after: Dates;
}

/** What a calendar moves in a case. */
export interface CalendarEffect {
  overallDueAt?: { before?: Instant; after?: Instant };
  steps: MovedStep[];
}

/**
 * What applying the calendar at `now` will change, by the rules that apply it; undefined when no date moves. Before
 * it is applied as much as after it, the case is only looked at.
 */
export function newDates(
  state: CaseState,
  calendar: CalendarBits,
  now: Instant,
  kinds: Kinds = KINDS,
): CalendarEffect | undefined {
  if (state.closed || calendar.version <= state.calendar.version) return undefined;
  const draft = new Draft(RULES_VERSION, state, now, kinds, { commandId: 'preview', occurredAt: now });
  adoptCalendar(draft, calendar);
  const after = draft.state;
  const steps = openSteps(state).flatMap(({ key }) => {
    const [was, is] = [state.steps[key], after.steps[key]];
    return was && is && was !== is ? [{ step: key, before: datesOf(was), after: datesOf(is) }] : [];
  });
  const overallMoved = state.overallDueAt !== after.overallDueAt;
  if (steps.length === 0 && !overallMoved) return undefined;
  return {
    ...(overallMoved && { overallDueAt: both(state.overallDueAt, after.overallDueAt) }),
    steps,
  };
}

const both = (before: Instant | undefined, after: Instant | undefined) => ({
  ...(before && { before }),
  ...(after && { after }),
});

const datesOf = ({ dueAt, notBefore, reminders }: StepState): Dates => ({
  ...(dueAt && { dueAt }),
  ...(notBefore && { notBefore }),
  ...(reminders && { reminders }),
});
