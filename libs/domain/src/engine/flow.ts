import type { ClosingOutcome, Instant, StepKey } from '../model/basics.js';
import type { ProcedureStep, Transition } from '../model/procedure.js';
import type { CaseState, StepState } from '../model/state.js';
import { adjustedDue, dueAfter } from '../time/index.js';
import { definitions, knownDefinition } from './definition.js';
import type { Schedule } from '../kinds/kind.js';
import type { Draft } from './draft.js';
import type { Kinds } from './evolve.js';
import { stepAdjustments, overallAdjustments } from './deadline-adjustments.js';
import { reminderChange } from './pending-reminders.js';
import { pendingReminders } from './reminder-rules.js';

/** A step is over: the case goes where the outcome leads. */
export function complete(draft: Draft, key: StepKey, outcome: string): void {
  const definition = knownDefinition(draft.state, key);
  draft.emit({ type: 'stepCompleted', step: key, kind: definition.kind, outcome });
  // The overall deadline is met: no open step carries it any more.
  if (draft.state.procedure?.overallDeadline?.until === key)
    for (const beside of openSteps(draft.state)) reschedule(draft, beside.key);
  const transition = definition.on[outcome];
  if (!transition) throw new Error(`outcome ${outcome} of step ${key} leads nowhere`);
  follow(draft, transition, { step: key, outcome });
}

function follow(draft: Draft, transition: Transition, cause: { step: StepKey; outcome: string }): void {
  if ('end' in transition) return close(draft, transition.end);
  if ('chosenProcedure' in transition) {
    const { procedure } = draft.state;
    if (!procedure) throw new Error('no procedure was chosen');
    return open(draft, procedure.start, draft.occurredAt);
  }
  if (transition.limit !== undefined) {
    const taken = draft.state.loops[`${cause.step}.${cause.outcome}`] ?? 0;
    if (taken >= transition.limit) {
      if (!transition.afterLimit)
        throw new Error(`the way ${cause.step}.${cause.outcome} has a limit but nothing beyond`);
      return follow(draft, transition.afterLimit, cause);
    }
    draft.emit({ type: 'loopTaken', ...cause, count: taken + 1 });
  }
  if (transition.newRound) startRound(draft, cause);
  open(draft, transition.to, draft.occurredAt);
}

/** What was still open belongs to the round before. */
export function startRound(draft: Draft, cause: { step: StepKey; outcome: string } | 'reopened'): void {
  for (const step of openSteps(draft.state)) draft.emit({ type: 'stepCancelled', step: step.key });
  draft.emit({ type: 'roundOpened', round: draft.state.round + 1, cause });
}

/** Opens a step, unless it waits for others or is open already, with those that stand beside it. */
export function open(draft: Draft, key: StepKey, at: Instant): void {
  const { state } = draft;
  const definition = knownDefinition(state, key);
  if (state.steps[key]?.status === 'open') return;
  const needed = (definition.needs ?? []).map((need) => state.steps[need]);
  if (!needed.every((step) => step && leadsTo(state, step, key))) return;
  // A join begins when the last of the steps that it waited for really ended.
  const startedAt = Math.max(at, ...needed.map((step) => step?.doneAt ?? at));
  openOne(draft, definition, startedAt);
  for (const beside of definitions(state)) {
    const step = draft.state.steps[beside.key];
    const kept = step?.round === draft.state.round && step.status !== 'cancelled';
    if (beside.beside === key && !kept && !draft.state.closed) openOne(draft, beside, startedAt);
  }
  const outcome = draft.kinds[definition.kind].onOpen?.(draft.state, definition);
  if (outcome && draft.state.steps[key]?.status === 'open') complete(draft, key, outcome);
  for (const beside of definitions(state)) {
    if (beside.beside !== key || draft.state.steps[beside.key]?.status !== 'open') continue;
    const besideOutcome = draft.kinds[beside.kind].onOpen?.(draft.state, beside);
    if (besideOutcome) complete(draft, beside.key, besideOutcome);
  }
}

/** Whether a needed step is done in this round with the outcome that leads here (a refused signature does not). */
function leadsTo(state: CaseState, step: StepState, key: StepKey): boolean {
  if (step.status !== 'done' || step.round !== state.round || !step.outcome) return false;
  const transition = knownDefinition(state, step.key).on[step.outcome];
  return transition !== undefined && 'to' in transition && transition.to === key;
}

function openOne(draft: Draft, definition: ProcedureStep, startedAt: Instant): void {
  const { state } = draft;
  const { key, kind } = definition;
  const opened: StepState = {
    key,
    kind,
    status: 'open',
    round: state.round,
    visit: (state.steps[key]?.visit ?? 0) + 1,
    owner: state.escalated ? 'townshipOffice' : definition.owner,
    startedAt,
    freeSince: draft.now,
  };
  const { round, visit, owner } = opened;
  const times = schedule(draft, definition, opened);
  draft.emit({ type: 'stepOpened', step: key, kind, round, visit, owner, startedAt, ...times });
}

/** What a step's dates come from: a date of its kind, or a term, the kind's before the procedure's. */
export function timing(state: CaseState, step: StepState, definition: ProcedureStep, kinds: Kinds): Schedule {
  const kind = kinds[definition.kind];
  // The kind looks at the facts as they will be once the step has opened.
  const facts = state.steps[step.key] === step ? state.facts : (kind.reset?.(state.facts) ?? state.facts);
  const own = kind.schedule?.({ state: { ...state, facts }, step, definition, params: definition.params });
  return own?.dueAt === undefined ? { ...own, term: own?.term ?? definition.term } : own;
}

/** When the step is due and may be completed, and which reminders are still to be sent. */
export function schedule(draft: Draft, definition: ProcedureStep, step: StepState) {
  const { state, now } = draft;
  const { calendar, urgent } = state;
  const { startedAt: start } = step;
  const { dueAt: set, term, notBefore } = timing(state, step, definition, draft.kinds);
  const base = term ? { start, dueAt: dueAfter(calendar, start, term, { urgent }), term, urgent } : undefined;
  const due = set === undefined ? base : { start, dueAt: set };
  const dueAt = due && adjustedDue(calendar, due, stepAdjustments(state, step));
  const dates = { ...(dueAt && { dueAt }), ...(notBefore && { notBefore }) };
  const { dueAt: _due, notBefore: _notBefore, ...undated } = step;
  const reminders = pendingReminders(state, definition, { ...undated, ...dates }, now);
  return { ...dates, ...(reminders.length > 0 && { reminders }) };
}

/** The dates and reminders of an open step may have moved: the next milestone, the next visit, it was given back. */
export function reschedule(draft: Draft, key: StepKey): void {
  const step = draft.state.steps[key];
  if (step?.status !== 'open') return;
  const times = schedule(draft, knownDefinition(draft.state, key), step);
  const { reminders, ...dates } = times;
  const change = reminderChange(step.reminders, reminders);
  const moved = dates.dueAt !== step.dueAt || dates.notBefore !== step.notBefore;
  if (moved) draft.emit({ type: 'stepRescheduled', step: key, ...dates, ...change });
  else if (change) draft.emit({ type: 'remindersRescheduled', step: key, ...change });
}

/** After a pause, its end or an extension: every date that is still open moves to where it belongs now. */
export function rescheduleAll(draft: Draft): void {
  const overallDueAt = overallDue(draft.state);
  if (overallDueAt !== undefined && overallDueAt !== draft.state.overallDueAt)
    draft.emit({ type: 'overallDeadlineRescheduled', overallDueAt });
  for (const { key } of openSteps(draft.state)) reschedule(draft, key);
}

/** The overall deadline: from intake, moved by pauses and by the parties' consent. */
export function overallDue(state: CaseState): Instant | undefined {
  const term = state.procedure?.overallDeadline?.term;
  if (term === undefined) return undefined;
  const base = { start: state.openedAt, dueAt: dueAfter(state.calendar, state.openedAt, term), term };
  return adjustedDue(state.calendar, base, overallAdjustments(state));
}

export function close(draft: Draft, outcome: ClosingOutcome): void {
  const oral = draft.state.facts.agreement?.form === 'oralAgreementRecord';
  for (const step of openSteps(draft.state)) draft.emit({ type: 'stepCancelled', step: step.key });
  draft.emit({ type: 'caseClosed', outcome: outcome === 'agreed' && oral ? 'agreedOrally' : outcome });
}

export const openSteps = (state: CaseState): StepState[] =>
  Object.values(state.steps).filter((step) => step.status === 'open');
