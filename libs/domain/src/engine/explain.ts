import { KINDS } from '../kinds/index.js';
import type { AccountId, Instant, LocalDate, Role, StepKey, Term } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import type { ExternalRef } from '../model/command.js';
import type { Pause } from '../model/ledger.js';
import type { CaseState, StepState } from '../model/state.js';
import { isDayOff, isWeekend } from '../time/calendar-bits.js';
import { adjusted, unitOf, type Adjustment, type BaseDue } from '../time/adjust.js';
import { dateText, dayOf } from '../time/date.js';
import { dateOf, dueAfter, endOfDay, isProvisional, type TermUnit } from '../time/index.js';
import { knownDefinition } from './definition.js';
import { openSteps, timing } from './flow.js';
import { listenerOf, promiseDue, speaking } from './rungs.js';
import { ledgerOf, pauseEnd, stepAdjustments, wholeAdjustments } from './ledger.js';

/** How a date was come by: counted, or set (a meeting, a milestone, a follow-up visit, another system's date). */
export type DeadlineRule = 'workingDays' | 'calendarDays' | 'hours' | 'sameDay' | 'set' | 'external';

export interface SkippedDay {
  date: LocalDate;
  why: 'weekend' | 'holiday';
}

/** A due time that explains itself. */
export interface Deadline {
  clock: 'step' | 'resident' | 'external' | 'duty';
  step?: StepKey;
  /** The milestone that is due next. */
  milestone?: string;
  external?: ExternalRef;
  rule: DeadlineRule;
  start: Instant;
  term?: Term;
  urgent: boolean;
  /** The first instant that is too late. */
  dueAt: Instant;
  /** Days off that were not counted, or that the last day was moved over. */
  skipped: SkippedDay[];
  /** Saturdays and Sundays that are worked on (调休) and were counted. */
  makeUp: LocalDate[];
  /** `amount` in the unit of the term; milliseconds for hours. */
  pauses: {
    reason: Pause['reason'];
    from: Instant;
    to: Instant;
    ended: boolean;
    amount: number;
    unit: TermUnit;
  }[];
  extensions: { term: Term; at: Instant }[];
  /** Holidays of some of its days were not announced when the calendar was made. */
  provisional: boolean;
  /** Who will be told when, the next one first, as long as nothing changes. */
  reminders: { at: Instant; owner?: Role; assignee?: AccountId }[];
}

/** How a term was counted that nothing has moved since. */
export function explainTerm(
  calendar: CalendarBits,
  { start, term, dueAt }: { start: Instant; term: Term; dueAt: Instant },
): Omit<Deadline, 'clock' | 'reminders'> {
  const base = { start, term, dueAt };
  const rule = ruleOf(base);
  return {
    ...{ rule, start, term, urgent: false, dueAt },
    ...daysOf(calendar, rule, { start, dueAt, last: adjusted(calendar, base, []).day }),
    ...{ pauses: [], extensions: [], reminders: [], provisional: isGuess(calendar, rule, dueAt) },
  };
}

/** Every date that an open case has to keep, the earliest first: that one governs. Empty once it is closed. */
export function explainDeadlines(state: CaseState): Deadline[] {
  if (state.closed) return [];
  const found = [
    ...openSteps(state).flatMap((step) => ofStep(state, step) ?? []),
    ...(ofWhole(state) ?? []),
    ...state.externalRefs.flatMap((ref) => ofExternal(state, ref) ?? []),
  ];
  return found.sort((a, b) => a.dueAt - b.dueAt);
}

function ofStep(state: CaseState, step: StepState): Deadline[] | undefined {
  if (step.dueAt === undefined) return undefined;
  const { startedAt: start, dueAt, key: stepKey, kind } = step;
  const { term } = timing(state, step, knownDefinition(state, stepKey), KINDS);
  const base: BaseDue = term
    ? {
        start,
        term,
        urgent: state.urgent,
        dueAt: dueAfter(state.calendar, start, term, { urgent: state.urgent }),
      }
    : { start, dueAt };
  const milestone = kind === 'implement' ? nextMilestone(state) : undefined;
  const more = { clock: 'step' as const, step: stepKey, ...(milestone && { milestone }) };
  const reminders = remindersOf(
    state,
    [step],
    ({ what, for: from }) => 'unassigned' in what || from === dueAt,
  );
  return [{ ...explained(state, { ...base, dueAt }, base, stepAdjustments(state, step), more), reminders }];
}

const nextMilestone = ({ facts }: CaseState): string | undefined =>
  facts.milestones
    .filter(({ doneOn }) => doneOn === undefined)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0]?.id;

function ofWhole(state: CaseState): Deadline[] | undefined {
  const { procedure, openedAt: start, calendar } = state;
  const whole = procedure?.whole;
  const [dueAt] = promiseDue(state) ?? [];
  if (dueAt === undefined || !whole) return undefined;
  const base: BaseDue = { start, term: whole.term, dueAt: dueAfter(calendar, start, whole.term) };
  const more = { clock: 'resident' as const, step: whole.until };
  const promise = explained(state, { ...base, dueAt }, base, wholeAdjustments(state), more);
  return [{ ...promise, reminders: remindersOf(state, openSteps(state), about(dueAt)) }];
}

type Speaking = ReturnType<typeof speaking>[number];

/** Rungs of a date of the case go to whoever holds an open step by then. */
const about =
  (dueAt: Instant) =>
  ({ what, for: from }: Speaking): boolean =>
    !('unassigned' in what) && from === dueAt;

const remindersOf = (
  state: CaseState,
  steps: readonly StepState[],
  wanted: (rung: Speaking) => boolean,
): Deadline['reminders'] =>
  steps
    .flatMap((step) => {
      const rungs = speaking(state, step).filter(wanted);
      // Those that reach the same ears at once speak once.
      const heard = new Map(rungs.map(({ at, what: { tell } }) => [`${at} ${tell}`, { at, tell }]));
      return [...heard.values()].map(({ at, tell }) => ({ at, ...listenerOf(state, step, tell) }));
    })
    .toSorted((a, b) => a.at - b.at);

function ofExternal(state: CaseState, external: ExternalRef): Deadline | undefined {
  if (!external.dueOn) return undefined;
  const dueAt = endOfDay(external.dueOn);
  return {
    ...{ clock: 'external', external, rule: 'external', start: state.openedAt, urgent: false },
    ...{ dueAt, skipped: [], makeUp: [], pauses: [], extensions: [], provisional: false },
    reminders: remindersOf(state, openSteps(state), about(dueAt)),
  };
}

const RULES: Record<TermUnit, DeadlineRule> = { wd: 'workingDays', cd: 'calendarDays', h: 'hours' };

const ruleOf = ({ term, urgent }: BaseDue): DeadlineRule => {
  if (term === undefined) return 'set';
  return term === 'sameDay' ? 'sameDay' : RULES[unitOf({ term, ...(urgent && { urgent }) })];
};

function explained(
  state: CaseState,
  { dueAt, start, term }: BaseDue,
  base: BaseDue,
  adjustments: readonly Adjustment[],
  more: Pick<Deadline, 'clock' | 'step' | 'milestone'>,
): Deadline {
  const { calendar } = state;
  const rule = ruleOf(base);
  const { day: last, pauses } = adjusted(calendar, base, adjustments);
  const days = daysOf(calendar, rule, { start, dueAt, last });
  return {
    ...more,
    rule,
    start,
    ...(term && { term }),
    urgent: rule === 'hours' && state.urgent,
    dueAt,
    ...days,
    pauses: pausesOf(state, base, pauses),
    extensions: extensionsOfClock(state, more),
    provisional: isGuess(calendar, rule, dueAt),
    reminders: [],
  };
}

const isGuess = (calendar: CalendarBits, rule: DeadlineRule, dueAt: Instant): boolean =>
  rule !== 'hours' && rule !== 'sameDay' && isProvisional(calendar, dateOf(dueAt - 1));

/** A term in working days leaves out every day off; one in calendar days only moves its last day. */
function daysOf(
  calendar: CalendarBits,
  rule: DeadlineRule,
  { start, dueAt, last }: { start: Instant; dueAt: Instant; last: number },
): Pick<Deadline, 'skipped' | 'makeUp'> {
  const end = dayOf(dueAt - 1);
  const first = rule === 'workingDays' ? dayOf(start) + 1 : rule === 'calendarDays' ? last : end + 1;
  const skipped: SkippedDay[] = [];
  const makeUp: LocalDate[] = [];
  for (let day = first; day <= end; day += 1) {
    const date = dateText(day);
    if (isDayOff(calendar, day)) skipped.push({ date, why: isWeekend(day) ? 'weekend' : 'holiday' });
    else if (isWeekend(day) && rule === 'workingDays') makeUp.push(date);
  }
  return { skipped, makeUp };
}

/** @param amounts by how much each pause of the ledger moved the date */
function pausesOf(state: CaseState, base: BaseDue, amounts: readonly number[]): Deadline['pauses'] {
  const unit = unitOf(base);
  const pauses = ledgerOf(state).filter((entry): entry is Pause => entry.type === 'pause');
  return pauses.flatMap((entry, index) => {
    const to = pauseEnd(entry);
    if (to <= base.start) return [];
    const from = Math.max(entry.from, base.start);
    const amount = amounts[index] ?? 0;
    return [{ reason: entry.reason, from, to, ended: entry.resumedAt !== undefined, amount, unit }];
  });
}

function extensionsOfClock(
  state: CaseState,
  { clock, step, milestone }: Pick<Deadline, 'clock' | 'step' | 'milestone'>,
): Deadline['extensions'] {
  const visit = step === undefined ? undefined : state.steps[step]?.visit;
  return ledgerOf(state).flatMap((entry) => {
    if (entry.type === 'wholeExtension')
      return clock === 'resident' ? [{ term: entry.term, at: entry.at }] : [];
    if (entry.type !== 'extension' || clock !== 'step' || !entry.approved) return [];
    const mine = entry.step === step && entry.visit === visit && entry.milestone === milestone;
    return mine ? [{ term: entry.term, at: entry.decidedAt ?? entry.requestedAt }] : [];
  });
}
