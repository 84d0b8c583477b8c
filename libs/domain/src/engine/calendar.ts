import { KINDS } from '../kinds/index.js';
import { RULES_VERSION, type Instant, type StepKey } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import type { Actor, Command } from '../model/command.js';
import { refuse, type Refusal } from '../model/refusal.js';
import type { CaseState, StepState } from '../model/state.js';
import { Draft } from './draft.js';
import type { Kinds } from './evolve.js';
import { openSteps, reschedule, wholeDue } from './flow.js';
import { promiseDue } from './rungs.js';

type Dates = Pick<StepState, 'dueAt' | 'notBefore' | 'rungs'>;

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
 * From here on the case counts by this calendar: the promise and every open step are computed anew from their start
 * and term. What is done keeps its dates. An older calendar, or the same, changes nothing.
 */
export function adoptCalendar(draft: Draft, calendar: CalendarBits): void {
  if (calendar.version <= draft.state.calendar.version) return;
  const wholeDueAt = promise({ ...draft.state, calendar });
  draft.emit({
    type: 'calendarApplied',
    calendar,
    ...(wholeDueAt !== draft.state.wholeDueAt && { wholeDueAt }),
  });
  for (const { key } of openSteps(draft.state)) reschedule(draft, key);
}

/** The promise to the resident; once it is kept, the date that it was kept by stays. */
const promise = (state: CaseState): Instant | undefined =>
  promiseDue(state) ? wholeDue(state) : state.wholeDueAt;

export interface MovedStep {
  step: StepKey;
  before: Dates;
  after: Dates;
}

/** What a calendar moves in a case. */
export interface CalendarEffect {
  wholeDueAt?: { before?: Instant; after?: Instant };
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
  const promised = state.wholeDueAt !== after.wholeDueAt;
  if (steps.length === 0 && !promised) return undefined;
  return {
    ...(promised && { wholeDueAt: both(state.wholeDueAt, after.wholeDueAt) }),
    steps,
  };
}

const both = (before: Instant | undefined, after: Instant | undefined) => ({
  ...(before && { before }),
  ...(after && { after }),
});

const datesOf = ({ dueAt, notBefore, rungs }: StepState): Dates => ({
  ...(dueAt && { dueAt }),
  ...(notBefore && { notBefore }),
  ...(rungs && { rungs }),
});
