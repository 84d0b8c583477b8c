import { KINDS } from '../kinds/index.js';
import { endPause, enter, enterCalendar, enterMoved } from './ledger.js';
import { withRef } from './external-refs.js';
import type { StepKind } from '../kinds/kind.js';
import type { Instant, StepKey } from '../model/basics.js';
import type { CaseEvent } from '../model/event.js';
import type { KindName } from '../model/kind-names.js';
import type { CaseFacts, CaseState, PendingRung, StepState } from '../model/state.js';
import { withChange } from './pending-rungs.js';
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
    ways: {},
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
      return { procedure: event.procedure, ...(event.wholeDueAt && { wholeDueAt: event.wholeDueAt }) };
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
      const rungs = withChange(state.steps[event.step]?.rungs, event);
      return { ...withStep(state, event.step, { dueAt, notBefore, rungs }), ...enterMoved(state, event) };
    }
    case 'rungsMoved':
      return {
        ...withStep(state, event.step, { rungs: withChange(state.steps[event.step]?.rungs, event) }),
        ...enterMoved(state, event),
      };
    case 'stepCompleted':
      return withStep(state, event.step, {
        status: 'done',
        outcome: event.outcome,
        doneAt: event.occurredAt,
        rungs: undefined,
      });
    case 'stepCancelled':
      return withStep(state, event.step, { status: 'cancelled', rungs: undefined });
    case 'wayTaken':
      return { ways: { ...state.ways, [`${event.step}.${event.outcome}`]: event.count } };
    case 'stepAssigned':
      return assigned(state, event);
    case 'holderAsked':
      return withStep(state, event.step, { holderAskedOf: event.askedOf });
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
    case 'wholeExtended':
      return enter(state, event);
    case 'wholeRescheduled':
      return { wholeDueAt: event.wholeDueAt };
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
        ...(event.wholeDueAt && { wholeDueAt: event.wholeDueAt }),
        ...enterCalendar(state, event),
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
    ways: Object.fromEntries(Object.entries(state.ways).filter(([way]) => opensRound(way))),
    facts: { ...NO_FACTS, parties, departments, ...(redLine && { redLine }) },
  };
}

function stepOpened(state: CaseState, event: EventOf<'stepOpened'>, kinds: Kinds): Partial<CaseState> {
  const { step: key, kind, round, visit, owner, startedAt, dueAt, notBefore, rungs } = event;
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
    rungs,
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
  const { step: key, assignee, heldFor, returned, given, lapsed, recordedAt } = event;
  const step = state.steps[key];
  if (!step) return {};
  return withStep(state, key, {
    assignee: assignee ?? undefined,
    heldFor,
    ...(assignee === null && { freeSince: recordedAt, touched: undefined }),
    ...(returned && { returns: (step.returns ?? 0) + 1 }),
    ...(assignee !== null &&
      step.holderAskedOf && { holderAskedOf: undefined, holderSettled: true as const }),
    ...((given ?? lapsed) && { returns: undefined, holderAskedOf: undefined, holderSettled: undefined }),
  });
}

/** What a rung said for a due time is not said again. */
function reminded(state: CaseState, event: EventOf<'reminded'>): Partial<CaseState> {
  const { rungs = [], told: before = {} } = state.steps[event.step] ?? {};
  const spoke = (one: PendingRung) =>
    event.rungs.some((said) => said.rung === one.rung && said.for === one.for);
  const left = rungs.filter((one) => !spoke(one));
  const told = { ...before };
  for (const said of event.rungs) told[said.rung] = [...(told[said.rung] ?? []), said.for];
  return withStep(state, event.step, { rungs: left.length > 0 ? left : undefined, told });
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
        heldFor: __,
        touched: ___,
        returns: ____,
        holderAskedOf: _____,
        holderSettled: ______,
        ...kept
      } = step;
      return [key, { ...kept, owner: 'townshipOffice', freeSince: at }];
    }),
  );
