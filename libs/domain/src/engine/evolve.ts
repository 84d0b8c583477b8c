import { KINDS } from '../kinds/index.js';
import { endPause, withAdjustment, withCalendarChange, withMovedDate } from './deadline-adjustments.js';
import { withRef } from './external-refs.js';
import type { StepKind } from '../kinds/kind.js';
import type { Instant, StepKey } from '../model/basics.js';
import type { CaseEvent } from '../model/event.js';
import type { KindName } from '../model/kind-names.js';
import type { CaseFacts, CaseState, PendingReminder, StepState } from '../model/state.js';
import { withChange } from './pending-reminders.js';
import { withoutUndefined } from './without-undefined.js';

export type Kinds = Record<KindName, StepKind>;

type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

const NO_FACTS: CaseFacts = {
  parties: [],
  departments: [],
  heard: [],
  members: [],
  talks: {},
  opinions: {},
  milestones: [],
  objections: {},
  revisits: [],
};

/**
 * The state after an event. Pure; `event.rules` tells by which version of the rules the event is read.
 *
 * @throws Error when a case's first event is not `caseOpened`, or the event's number does not follow: a caller's bug.
 */
export function evolve(state: CaseState | undefined, event: CaseEvent, kinds: Kinds = KINDS): CaseState {
  if (event.seq !== (state?.seq ?? 0) + 1)
    throw new Error(`event ${event.seq} does not follow ${state?.seq ?? 0}`);
  if (event.type === 'caseOpened') return opened(event);
  if (!state) throw new Error(`a case begins with caseOpened, not with ${event.type}`);
  const head = { seq: event.seq, updatedAt: event.recordedAt };
  return withoutUndefined({ ...state, ...change(state, event, kinds), ...head });
}

function opened(event: EventOf<'caseOpened'>): CaseState {
  const { caseId, number, title, place, category, urgent, intake, calendar, reporterId, externalRefs } =
    event;
  return {
    caseId,
    number,
    ...(title && { title }),
    seq: event.seq,
    updatedAt: event.recordedAt,
    place,
    ...(category && { category }),
    urgent,
    openedAt: event.occurredAt,
    intake,
    calendar,
    ...(reporterId && { reporterId }),
    externalRefs,
    round: 1,
    loops: {},
    steps: {},
    facts: NO_FACTS,
    escalated: false,
  };
}

/** What an event changes, besides `seq`. */
function change(state: CaseState, event: CaseEvent, kinds: Kinds): Partial<CaseState> {
  switch (event.type) {
    case 'categorised':
      return { category: event.category, urgent: event.urgent };
    case 'procedureChosen':
      return { procedure: event.procedure, ...(event.overallDueAt && { overallDueAt: event.overallDueAt }) };
    case 'roundOpened':
      return newRound(state, event.round);
    case 'stepOpened':
      return stepOpened(state, event, kinds);
    case 'stepActed': {
      const apply = kinds[event.kind].actions[event.action]?.apply;
      return {
        ...withStep(state, event.step, { touched: true }),
        ...(apply && { facts: apply(state.facts, event.payload, { occurredAt: event.occurredAt }) }),
      };
    }
    case 'stepRescheduled': {
      const { dueAt, notBefore } = event;
      const reminders = withChange(state.steps[event.step]?.reminders, event);
      return {
        ...withStep(state, event.step, { dueAt, notBefore, reminders }),
        ...withMovedDate(state, event),
      };
    }
    case 'remindersRescheduled':
      return {
        ...withStep(state, event.step, { reminders: withChange(state.steps[event.step]?.reminders, event) }),
        ...withMovedDate(state, event),
      };
    case 'stepCompleted':
      return withStep(state, event.step, {
        status: 'done',
        outcome: event.outcome,
        doneAt: event.occurredAt,
        reminders: undefined,
      });
    case 'stepCancelled':
      return withStep(state, event.step, { status: 'cancelled', reminders: undefined });
    case 'loopTaken':
      return { loops: { ...state.loops, [`${event.step}.${event.outcome}`]: event.count } };
    case 'stepAssigned':
      return assigned(state, event);
    case 'assignmentEscalated':
      return withStep(state, event.step, { assignmentEscalatedTo: event.askedOf });
    case 'reminded':
      return reminded(state, event);
    case 'nudged':
      return withStep(state, event.step, { nudgedAt: event.recordedAt });
    case 'externalLinked':
      return { externalRefs: withRef(state.externalRefs, event.ref) };
    case 'paused':
    case 'resumed':
    case 'extensionRequested':
    case 'extensionDecided':
    case 'overallDeadlineExtended':
      return withAdjustment(state, event);
    case 'overallDeadlineRescheduled':
      return { overallDueAt: event.overallDueAt };
    case 'objected':
      return withObjection(state, event.objectionId, { raisedAt: event.occurredAt });
    case 'objectionAnswered': {
      const raisedAt = state.facts.objections[event.objectionId]?.raisedAt ?? event.occurredAt;
      return withObjection(state, event.objectionId, {
        raisedAt,
        answered: event.upheld ? 'upheld' : 'kept',
      });
    }
    case 'escalated':
      return { escalated: true, steps: toTownship(state.steps, event.recordedAt) };
    case 'confidentialityChanged':
      return { confidential: event.confidential || undefined };
    case 'caseReopened':
      return { closed: undefined, ...(event.calendar && { calendar: event.calendar }) };
    case 'calendarApplied':
      return {
        calendar: event.calendar,
        ...(event.overallDueAt && { overallDueAt: event.overallDueAt }),
        ...withCalendarChange(state, event),
      };
    case 'caseClosed':
      return {
        ...endPause(state, event.occurredAt),
        closed: { outcome: event.outcome, at: event.occurredAt },
      };
    case 'caseOpened':
    case 'commented':
    case 'attached':
    case 'withdrawn':
      return {};
  }
}

/** Parties and departments stay, and a red line until triage finds none; everything that was found, agreed and promised begins anew. */
function newRound(state: CaseState, round: number): Partial<CaseState> {
  const { parties, departments, redLine } = state.facts;
  const { procedure, intake } = state;
  // Counters of ways within a round start again; those that open a round (relapses) go on counting.
  const opensRound = (way: string): boolean => {
    const [step, outcome] = way.split('.') as [string, string];
    const transition = [...(procedure?.steps ?? []), ...intake.steps].find((s) => s.key === step)?.on[
      outcome
    ];
    return transition !== undefined && 'to' in transition && transition.newRound === true;
  };
  return {
    round,
    loops: Object.fromEntries(Object.entries(state.loops).filter(([way]) => opensRound(way))),
    facts: { ...NO_FACTS, parties, departments, ...(redLine && { redLine }) },
  };
}

function stepOpened(state: CaseState, event: EventOf<'stepOpened'>, kinds: Kinds): Partial<CaseState> {
  const { step: key, kind, round, visit, owner, startedAt, dueAt, notBefore, reminders } = event;
  const step: StepState = {
    key,
    kind,
    status: 'open',
    round,
    visit,
    owner,
    startedAt,
    enteredAt: event.late && event.recordedAt,
    freeSince: event.recordedAt,
    dueAt,
    notBefore,
    reminders,
  };
  const reset = kinds[kind].reset;
  return {
    steps: { ...state.steps, [key]: withoutUndefined(step) },
    ...(reset && { facts: reset(state.facts) }),
  };
}

/**
 * Who gives it back leaves it free from then on; once a level above was asked, its word stands, for as long as the
 * departments that it was about owe something.
 */
function assigned(state: CaseState, event: EventOf<'stepAssigned'>): Partial<CaseState> {
  const { step: key, assignee, assignedDepartments, returned, released, lapsed, recordedAt } = event;
  const step = state.steps[key];
  if (!step) return {};
  return withStep(state, key, {
    assignee: assignee ?? undefined,
    assignedDepartments,
    ...(assignee === null && { freeSince: recordedAt, touched: undefined }),
    ...(returned && { returns: (step.returns ?? 0) + 1 }),
    ...(assignee !== null &&
      step.assignmentEscalatedTo && { assignmentEscalatedTo: undefined, assignmentSettled: true as const }),
    ...((released ?? lapsed) && {
      returns: undefined,
      assignmentEscalatedTo: undefined,
      assignmentSettled: undefined,
    }),
  });
}

/** A reminder sent for a due time is not sent for it again. */
function reminded(state: CaseState, event: EventOf<'reminded'>): Partial<CaseState> {
  const { reminders = [], sentReminders: before = {} } = state.steps[event.step] ?? {};
  const wasSent = (one: PendingReminder) =>
    event.reminders.some((said) => said.rule === one.rule && said.for === one.for);
  const left = reminders.filter((one) => !wasSent(one));
  const sentReminders = { ...before };
  for (const said of event.reminders)
    sentReminders[said.rule] = [...(sentReminders[said.rule] ?? []), said.for];
  return withStep(state, event.step, { reminders: left.length > 0 ? left : undefined, sentReminders });
}

function withStep(state: CaseState, key: StepKey, patch: Partial<StepState>): Partial<CaseState> {
  const step = state.steps[key];
  if (!step) return {};
  return { steps: { ...state.steps, [key]: withoutUndefined({ ...step, ...patch }) } };
}

const withObjection = (
  state: CaseState,
  id: string,
  objection: CaseFacts['objections'][string],
): Partial<CaseState> => ({
  facts: { ...state.facts, objections: { ...state.facts.objections, [id]: objection } },
});

/** It begins anew there: nobody holds it yet, and what a village's people were asked is no longer asked. */
const toTownship = (steps: CaseState['steps'], at: Instant): CaseState['steps'] =>
  Object.fromEntries(
    Object.entries(steps).map(([key, step]) => {
      if (step.status !== 'open') return [key, step];
      const {
        assignee: _,
        assignedDepartments: __,
        touched: ___,
        returns: ____,
        assignmentEscalatedTo: _____,
        assignmentSettled: ______,
        ...kept
      } = step;
      return [key, { ...kept, owner: 'townshipOffice', freeSince: at }];
    }),
  );
