import type { Instant, LocalDate } from '../model/basics.js';
import type { CaseEvent } from '../model/event.js';
import type { CalendarChange, Extension, DeadlineAdjustment, Pause } from '../model/deadline-adjustment.js';
import type { CaseFacts, CaseState, StepState } from '../model/state.js';
import { dateOf, daysBetween, endOfDay, type Adjustment } from '../time/index.js';

type AdjustingEvent = Extract<
  CaseEvent,
  { type: 'paused' | 'resumed' | 'extensionRequested' | 'extensionDecided' | 'overallDeadlineExtended' }
>;

export const adjustmentsOf = (state: CaseState): readonly DeadlineAdjustment[] => state.adjustments ?? [];

/** When a pause ends: when it was ended, else with its last day. */
export const pauseEnd = ({ until, resumedAt }: Pause): Instant => resumedAt ?? endOfDay(until);

/** The pause that nobody has ended yet, neither people nor time. */
export const openPause = (state: CaseState): Pause | undefined =>
  adjustmentsOf(state).find(
    (entry): entry is Pause => entry.type === 'pause' && entry.resumedAt === undefined,
  );

/** Whether the case is paused at that instant. */
export const isPausedAt = (state: CaseState, at: Instant): boolean => {
  const pause = openPause(state);
  return pause !== undefined && pause.from <= at && at < pauseEnd(pause);
};

/** Calendar days of a pause, the first left out as of a term; a day that was given back counts in any case. */
export const pauseDays = (from: Instant, last: LocalDate): number =>
  Math.max(1, daysBetween(dateOf(from), last));

/** Calendar days for which the case was paused in this round, all pauses together. */
export const pausedDays = (state: CaseState): number =>
  adjustmentsOf(state)
    .filter((entry): entry is Pause => entry.type === 'pause' && entry.round === state.round)
    .reduce((days, pause) => {
      const end = pauseEnd(pause);
      const gaveNothing = dateOf(end) === dateOf(pause.from);
      return gaveNothing ? days : days + pauseDays(pause.from, dateOf(end - 1));
    }, 0);

/** What was asked for this opening of the step (and this milestone), decided or not. */
export const extensionsOf = (state: CaseState, { key, visit }: StepState): Extension[] =>
  adjustmentsOf(state).filter(
    (entry): entry is Extension => entry.type === 'extension' && entry.step === key && entry.visit === visit,
  );

const pauseOf = (pause: Pause): Adjustment => ({ kind: 'pause', from: pause.from, to: pauseEnd(pause) });

/** What moves a step's due time; a milestone's extension moves the milestone itself. */
export const stepAdjustments = (state: CaseState, step: StepState): Adjustment[] =>
  adjustmentsOf(state).flatMap((entry): Adjustment[] => {
    if (entry.type === 'pause') return [pauseOf(entry)];
    const mine = entry.type === 'extension' && entry.step === step.key && entry.visit === step.visit;
    return mine && entry.approved && !entry.milestone ? [{ kind: 'extension', term: entry.term }] : [];
  });

/** What moves the overall deadline. */
export const overallAdjustments = (state: CaseState): Adjustment[] =>
  adjustmentsOf(state).flatMap((entry): Adjustment[] => {
    if (entry.type === 'pause') return [pauseOf(entry)];
    return entry.type === 'overallExtension' ? [{ kind: 'extension', term: entry.term }] : [];
  });

const withPauseEnded = (state: CaseState, at: Instant): DeadlineAdjustment[] => {
  const pause = openPause(state);
  return adjustmentsOf(state).map((entry) =>
    entry === pause ? { ...entry, resumedAt: Math.min(at, pauseEnd(entry)) } : entry,
  );
};

/** The end of a case ends its pause too. */
export const endPause = (state: CaseState, at: Instant): Partial<CaseState> =>
  openPause(state) ? { adjustments: withPauseEnded(state, at) } : {};

/** A new calendar, with the overall deadline if that moved; the steps that it moved follow by {@link withMovedDate}. */
export function withCalendarChange(
  state: CaseState,
  { calendar, overallDueAt, occurredAt: at, seq }: Extract<CaseEvent, { type: 'calendarApplied' }>,
): Partial<CaseState> {
  const moved = overallDueAt === undefined ? [] : [movedDate(state.overallDueAt, overallDueAt)];
  const change: CalendarChange = {
    type: 'calendar',
    before: state.calendar.version,
    after: calendar.version,
    at,
    moved,
    seq,
  };
  // One that moved nothing is of no interest any more.
  const kept = adjustmentsOf(state).filter((entry) => entry.type !== 'calendar' || entry.moved.length > 0);
  return { adjustments: [...kept, change] };
}

/** A step's date that moved right after a calendar was applied moved because of it. */
export function withMovedDate(
  state: CaseState,
  event: Extract<CaseEvent, { type: 'stepRescheduled' | 'remindersRescheduled' }>,
): Partial<CaseState> {
  const { step, seq } = event;
  const last = state.adjustments?.at(-1);
  if (last?.type !== 'calendar' || last.seq !== seq - 1) return {};
  const before = state.steps[step]?.dueAt;
  const after = event.type === 'remindersRescheduled' ? before : event.dueAt;
  const moved = before === after ? last.moved : [...last.moved, { step, ...movedDate(before, after) }];
  return { adjustments: [...adjustmentsOf(state).slice(0, -1), { ...last, moved, seq }] };
}

const movedDate = (before?: Instant, after?: Instant) => ({
  ...(before && { before }),
  ...(after && { after }),
});

/** Adds what an event moves. */
export function withAdjustment(state: CaseState, event: AdjustingEvent): Partial<CaseState> {
  const adjustments = adjustmentsOf(state);
  switch (event.type) {
    case 'paused': {
      const { reason, until, occurredAt: from } = event;
      return { adjustments: [...adjustments, { type: 'pause', reason, round: state.round, from, until }] };
    }
    case 'resumed':
      return endPause(state, event.occurredAt);
    case 'extensionRequested': {
      const { step, visit, milestone, term, actor = '', occurredAt: requestedAt } = event;
      const asked = { step, visit, ...(milestone && { milestone }), term, requestedBy: actor, requestedAt };
      return { adjustments: [...adjustments, { type: 'extension', ...asked }] };
    }
    case 'extensionDecided':
      return decided(state, event);
    case 'overallDeadlineExtended':
      return {
        adjustments: [...adjustments, { type: 'overallExtension', term: event.term, at: event.occurredAt }],
      };
  }
}

/** The one request of a step that waits for an answer. */
export const pendingExtension = (state: CaseState, step: StepState): Extension | undefined =>
  extensionsOf(state, step).find(({ approved }) => approved === undefined);

function decided(
  state: CaseState,
  {
    step: key,
    approved,
    milestoneDueOn,
    occurredAt: decidedAt,
  }: Extract<AdjustingEvent, { type: 'extensionDecided' }>,
): Partial<CaseState> {
  const step = state.steps[key];
  const pending = step && pendingExtension(state, step);
  const adjustments = adjustmentsOf(state).map((entry) =>
    entry === pending ? { ...pending, approved, decidedAt } : entry,
  );
  if (!pending?.milestone || !milestoneDueOn) return { adjustments };
  return { adjustments, facts: withMilestone(state.facts, pending.milestone, milestoneDueOn) };
}

const withMilestone = (facts: CaseFacts, id: string, dueOn: string): CaseFacts => ({
  ...facts,
  milestones: facts.milestones.map((milestone) =>
    milestone.id === id ? { ...milestone, dueOn } : milestone,
  ),
});
