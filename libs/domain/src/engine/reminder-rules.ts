import type { Instant } from '../model/basics.js';
import { termOf, type Recipient, type ProcedureStep, type ReminderRule } from '../model/procedure.js';
import type { CaseState, PendingReminder, StepState } from '../model/state.js';
import { after, before, endOfDay, nextMorning, nextOfficeTime, parseTerm } from '../time/index.js';
import { addressee, pendingDepartmentsOf, type Addressee } from './addressee.js';
import { levelAbove } from './authority.js';
import { knownDefinition } from './definition.js';
import { inOrder } from './pending-reminders.js';
import { openPause, pauseEnd } from './deadline-adjustments.js';

/** The last one has gone out by half past nine. */
const SPREAD_MS = 29 * 60_000;

/** The step's own rules, else those of its procedure. */
function reminderRulesOf(
  { procedure, intake }: CaseState,
  definition: ProcedureStep,
): readonly ReminderRule[] {
  const home = procedure?.steps.some(({ key }) => key === definition.key) ? procedure : intake;
  return definition.reminderRules ?? home.reminderRules ?? [];
}

/**
 * The reminders still to be sent under these dates, the next one first. One that was past when its step opened is left
 * out; one that was pending and now would be past, because a date moved, is sent at the next office hour, and so is one
 * for which an urgent step leaves no time: it may be due before anybody is at work. None is sent during a pause.
 *
 * @param step as it stands, with its pending and its sent reminders
 */
export function pendingReminders(
  state: CaseState,
  definition: ProcedureStep,
  step: StepState,
  now: Instant,
): PendingReminder[] {
  const dates = new Set([...(step.dueAt === undefined ? [] : [step.dueAt]), ...datesOfCase(state)]);
  const found = reminderRulesOf(state, definition).flatMap((rule, index) =>
    ('unassigned' in rule ? [freeSince(step)] : [...dates]).flatMap((from) => {
      if (step.sentReminders?.[index]?.includes(from)) return [];
      const was = wasPendingAt(step, index, from, dates);
      const hurries = state.urgent && from === step.dueAt && now < from;
      const at = reached(state, rule, { from, was, hurries }, now);
      return at === undefined ? [] : [{ rule: index, at, for: from }];
    }),
  );
  return inOrder(found);
}

/** Every open step also carries the overall deadline and the dates of external references. */
function datesOfCase(state: CaseState): Instant[] {
  const outside = state.externalRefs.flatMap(({ dueOn }) => (dueOn ? [endOfDay(dueOn)] : []));
  return [...(pendingOverallDue(state) ?? []), ...outside];
}

/** The earliest date that the case as a whole has to keep; undefined where it has none. */
export function caseDueAt(state: CaseState): Instant | undefined {
  const dates = datesOfCase(state);
  return dates.length > 0 ? Math.min(...dates) : undefined;
}

/** The overall deadline, until the step that meets it is done in this round. */
export function pendingOverallDue({
  procedure,
  overallDueAt,
  steps,
  round,
}: CaseState): [Instant] | undefined {
  const until = procedure?.overallDeadline && steps[procedure.overallDeadline.until];
  const kept = until?.status === 'done' && until.round === round;
  return overallDueAt === undefined || kept ? undefined : [overallDueAt];
}

/** Before `notBefore` there is nothing to take in hand, so that nobody neglects it. */
const freeSince = (step: StepState): Instant =>
  Math.max(step.freeSince ?? step.startedAt, step.notBefore ?? 0);

/** When the rule was to come: for this date, or for one that is no longer kept and that this one stands for now. */
const wasPendingAt = (
  { reminders = [] }: StepState,
  index: number,
  from: Instant,
  dates: ReadonlySet<Instant>,
): Instant | undefined =>
  reminders.find((one) => one.rule === index && (one.for === from || !dates.has(one.for)))?.at;

function reached(
  state: CaseState,
  rule: ReminderRule,
  { from, was, hurries }: { from: Instant; was: Instant | undefined; hurries: boolean },
  now: Instant,
): Instant | undefined {
  const { calendar, caseId } = state;
  const tooLate = (at: Instant): boolean => 'before' in rule && at >= from;
  const term = termOf(rule);
  const byHours = parseTerm(term)?.unit === 'h';
  // A due time ends its last day, and it is that day which the term leaves out.
  const start = 'after' in rule && !byHours ? from - 1 : from;
  const exact = 'before' in rule ? before(calendar, from, term) : after(calendar, start, term);
  const at = byHours ? exact : spread(exact, caseId);
  const pause = openPause(state);
  if (pause && at < pauseEnd(pause)) {
    if (at <= now && was === undefined) return undefined;
    const resumed = spread(nextMorning(calendar, pauseEnd(pause)), caseId);
    return tooLate(resumed) ? undefined : resumed;
  }
  if (at > now) return tooLate(at) ? undefined : at;
  const soon = nextOfficeTime(calendar, now);
  if (was === undefined) return hurries && 'before' in rule ? soon : undefined;
  return tooLate(soon) ? undefined : soon;
}

/** A thousand cases due on one day don't ring at nine sharp: each has its own moment of the half hour after it. */
export function spread(at: Instant, caseId: string): Instant {
  let hash = 0;
  for (let i = 0; i < caseId.length; i += 1) hash = (hash * 31 + caseId.charCodeAt(i)) % SPREAD_MS;
  return at + hash;
}

/** The pending reminders that apply: what wakes the run must also be sent, or it would wake for ever. */
export function activeReminders(
  state: CaseState,
  step: StepState,
): (PendingReminder & { reminderRule: ReminderRule })[] {
  const rules = reminderRulesOf(state, knownDefinition(state, step.key));
  return (step.reminders ?? []).flatMap((pending) => {
    const reminderRule = rules[pending.rule];
    return reminderRule && isActive(reminderRule, step) ? [{ ...pending, reminderRule }] : [];
  });
}

/** What is assigned, or has been begun, is not lying there. */
const isActive = (rule: ReminderRule, step: StepState): boolean =>
  !('unassigned' in rule) || !(step.assignee ?? step.touched);

export function recipientOf(state: CaseState, step: StepState, recipient: Recipient): Addressee {
  const { owner } = step;
  switch (recipient) {
    case 'assignee':
      return addressee(step, pendingDepartmentsOf(state, step));
    case 'manager':
      return { owner: owner === 'townshipOffice' ? owner : 'clerk' };
    case 'levelAbove':
      return { owner: levelAbove(owner) };
  }
}
