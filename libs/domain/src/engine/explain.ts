import { KINDS } from '../kinds/index.js';
import type { Instant, StepKey, Term } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import type { ExternalRef } from '../model/command.js';
import type { KindName } from '../model/kind-names.js';
import type { Pause } from '../model/deadline-adjustment.js';
import type { Procedure } from '../model/procedure.js';
import type { CaseState, Milestone, StepState } from '../model/state.js';
import { adjusted, adjustedDue, unitOf, type Adjustment, type BaseDue } from '../time/adjust.js';
import { dueAfter, endOfDay, type TermUnit } from '../time/index.js';
import { knownDefinition } from './definition.js';
import { certaintyOf, daysOf, type Certainty, type CountedDays, type DeadlineRule } from './explain-days.js';
import { aboutDate, aboutStep, plannedReminders, type PlannedReminder } from './explain-reminders.js';
import { openSteps, timing } from './flow.js';
import { pendingOverallDue } from './reminder-rules.js';
import { adjustmentsOf, pauseEnd, stepAdjustments, overallAdjustments } from './deadline-adjustments.js';

/** What it goes back to: a term of the procedure, what was decided or done, another system, an order. */
export const DEADLINE_BASES = [
  'stepTerm',
  'categoryTerm',
  'overallTerm',
  'milestone',
  'meeting',
  'notice',
  'visit',
  'external',
  'supervisionOrder',
] as const;
export type DeadlineBasis = (typeof DEADLINE_BASES)[number];

/** A due time that explains itself. */
export interface Deadline extends CountedDays, Certainty {
  clock: 'step' | 'overall' | 'external' | 'supervisionOrder';
  /** Of the overall deadline, the one that keeps it. */
  step?: StepKey;
  milestone?: string;
  external?: ExternalRef;
  basis: DeadlineBasis;
  /** By which the case goes there. */
  procedure?: Pick<Procedure, 'key' | 'version' | 'name'>;
  rule: DeadlineRule;
  start: Instant;
  term?: Term;
  urgent: boolean;
  /** The earliest instant at which the step may be completed, such as the day of a visit. */
  notBefore?: Instant;
  /** The first instant that is too late. */
  dueAt: Instant;
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
  reminders: PlannedReminder[];
}

type About = Pick<Deadline, 'clock' | 'step' | 'milestone' | 'basis' | 'procedure' | 'notBefore'>;

/** How the term of a duty was counted, which nothing has moved since. */
export function explainDuty(
  calendar: CalendarBits,
  { start, term, dueAt }: { start: Instant; term: Term; dueAt: Instant },
  reminders: PlannedReminder[],
): Deadline {
  const base = { start, term, dueAt };
  const rule = ruleOf(base);
  return {
    clock: 'supervisionOrder',
    basis: 'supervisionOrder',
    rule,
    start,
    term,
    urgent: false,
    dueAt,
    ...daysOf(calendar, rule, { start, dueAt, last: adjusted(calendar, base, []).day }),
    pauses: [],
    extensions: [],
    reminders,
    ...certaintyOf(calendar, rule, base),
  };
}

/** Every date that an open case has to keep, the earliest first: that one governs. Empty once it is closed. */
export function explainDeadlines(state: CaseState): Deadline[] {
  if (state.closed) return [];
  const found = [
    ...openSteps(state).flatMap((step) => ofStep(state, step)),
    ...(ofOverallDeadline(state) ?? []),
    ...state.externalRefs.flatMap((ref) => ofExternal(state, ref) ?? []),
  ];
  return found.sort((a, b) => a.dueAt - b.dueAt);
}

/** What sets the date of a step that has no term of its own. */
const SET_BY: { [kind in KindName]?: DeadlineBasis } = {
  deliberate: 'meeting',
  implement: 'milestone',
  publish: 'notice',
  revisit: 'visit',
};

function ofStep(state: CaseState, step: StepState): Deadline[] {
  if (step.dueAt === undefined) return [];
  const { startedAt: start, dueAt, notBefore, key, kind } = step;
  const { urgent, calendar } = state;
  const definition = knownDefinition(state, key);
  const { term, dueAt: set = dueAt } = timing(state, step, definition, KINDS);
  const basis = term === undefined ? SET_BY[kind] : term === definition.term ? undefined : 'categoryTerm';
  const about = {
    clock: 'step' as const,
    step: key,
    basis: basis ?? 'stepTerm',
    procedure: procedureOf(state, key),
    ...(notBefore && { notBefore }),
  };
  const base: BaseDue = term
    ? { start, term, urgent, dueAt: dueAfter(calendar, start, term, { urgent }) }
    : { start, dueAt: set };
  const adjustments = stepAdjustments(state, step);
  const [next, ...later] = kind === 'implement' ? openMilestones(state) : [];
  const reminders = plannedReminders(state, [step], aboutStep(dueAt));
  const named = { ...about, ...(next && { milestone: next.id }) };
  return [
    { ...explained(state, { ...base, dueAt }, base, adjustments, named), reminders },
    ...later.map(({ id, dueOn }) => {
      const own: BaseDue = { start, dueAt: endOfDay(dueOn) };
      const moved = { ...own, dueAt: adjustedDue(calendar, own, adjustments) };
      return explained(state, moved, own, adjustments, { ...about, milestone: id });
    }),
  ];
}

/** Only the first is reminded of: the others are in their turn. */
const openMilestones = ({ facts }: CaseState): Milestone[] =>
  facts.milestones
    .filter(({ doneOn }) => doneOn === undefined)
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : Number(a.dueOn > b.dueOn)));

/** The procedure that has the step: the chosen one, else that of the intake. */
function procedureOf({ procedure: chosen, intake }: CaseState, step: StepKey): Deadline['procedure'] {
  const { key, version, name } = chosen?.steps.some((one) => one.key === step) ? chosen : intake;
  return { key, version, name };
}

function ofOverallDeadline(state: CaseState): Deadline[] | undefined {
  const { procedure, openedAt: start, calendar } = state;
  const overall = procedure?.overallDeadline;
  const [dueAt] = pendingOverallDue(state) ?? [];
  if (dueAt === undefined || !overall) return undefined;
  const base: BaseDue = { start, term: overall.term, dueAt: dueAfter(calendar, start, overall.term) };
  const about: About = {
    clock: 'overall',
    step: overall.until,
    basis: 'overallTerm',
    procedure: procedureOf(state, overall.until),
  };
  const overallDeadline = explained(state, { ...base, dueAt }, base, overallAdjustments(state), about);
  return [{ ...overallDeadline, reminders: plannedReminders(state, openSteps(state), aboutDate(dueAt)) }];
}

function ofExternal(state: CaseState, external: ExternalRef): Deadline | undefined {
  if (!external.dueOn) return undefined;
  const dueAt = endOfDay(external.dueOn);
  return {
    clock: 'external',
    basis: 'external',
    external,
    rule: 'external',
    start: state.openedAt,
    urgent: false,
    dueAt,
    skipped: [],
    makeUp: [],
    pauses: [],
    extensions: [],
    provisional: false,
    reminders: plannedReminders(state, openSteps(state), aboutDate(dueAt)),
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
  about: About,
): Deadline {
  const { calendar } = state;
  const rule = ruleOf(base);
  const { day: last, pauses: amounts } = adjusted(calendar, base, adjustments);
  const pauses = pausesOf(state, base, amounts);
  const days = daysOf(calendar, rule, { start, dueAt, last });
  // What was agreed on stands whatever the calendar says, as long as nothing moved it.
  const agreed = (about.basis === 'milestone' || about.basis === 'meeting') && pauses.length === 0;
  return {
    ...about,
    rule,
    start,
    ...(term && { term }),
    urgent: rule === 'hours' && state.urgent,
    dueAt,
    ...days,
    pauses,
    extensions: extensionsOfClock(state, about),
    ...(agreed ? { provisional: false } : certaintyOf(calendar, rule, { start, dueAt })),
    reminders: [],
  };
}

/** @param amounts by how much each pause moved the date */
function pausesOf(state: CaseState, base: BaseDue, amounts: readonly number[]): Deadline['pauses'] {
  const unit = unitOf(base);
  const pauses = adjustmentsOf(state).filter((entry): entry is Pause => entry.type === 'pause');
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
  return adjustmentsOf(state).flatMap((entry) => {
    if (entry.type === 'overallExtension')
      return clock === 'overall' ? [{ term: entry.term, at: entry.at }] : [];
    if (entry.type !== 'extension' || clock !== 'step' || !entry.approved) return [];
    const mine = entry.step === step && entry.visit === visit && entry.milestone === milestone;
    return mine ? [{ term: entry.term, at: entry.decidedAt ?? entry.requestedAt }] : [];
  });
}
