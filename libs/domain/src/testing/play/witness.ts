import type { Role, StepKey } from '../../model/basics.js';
import type { CaseEvent } from '../../model/event.js';
import type { Procedure, ProcedureStep, Transition } from '../../model/procedure.js';
import { ACCOUNTS } from './cast.js';
import { LAWS } from './laws.js';
import { reminderBreaches } from './laws-of-reminders.js';
import { timeBreaches } from './laws-of-time.js';
import {
  FORGETS,
  FRESH_ROUND,
  begin,
  pendingDepartments,
  type Deed,
  type EventOf,
  type Notes,
} from './notes.js';

/** One clerk acts for many. */
const DOES_THE_WORK_OF: Partial<Record<Role, readonly Role[]>> = {
  gridWorker: ['clerk', 'committee', 'convener'],
  convener: ['clerk', 'committee'],
  committee: ['clerk'],
  mediator: ['clerk'],
  department: ['clerk'],
};
const ALSO: Record<string, readonly Role[]> = {
  'opine.opine': ['department', 'clerk', 'committee'],
  'opine.overrule': ['townshipOffice'],
  'sign.recordOral': ['mediator'],
  'sign.seal': ['mediator'],
};

/**
 * Watches a history and names every breach of the practice and the law. It states the rules a second
 * time, from the events alone, so that a broken rule of the engine is seen from outside.
 *
 * @param lawful the procedures as they were verified, whatever the engine was given
 */
export function breaches(events: readonly CaseEvent[], lawful: readonly Procedure[]): string[] {
  const found: string[] = [];
  let notes: Notes | undefined;
  for (const [index, event] of events.entries()) {
    const before = events[index - 1];
    if (event.seq !== index + 1) found.push(`seq: ${event.seq} in place ${index + 1}`);
    if (event.recordedAt < (before?.recordedAt ?? 0)) found.push('recorded before the event before it');
    if (event.occurredAt > event.recordedAt) found.push('happened after it was recorded');
    if (lateWithoutReason(event)) found.push(`${event.type} was entered late without a reason`);
    if (event.type === 'caseOpened') notes = begin(event);
    else if (!notes) found.push(`began with ${event.type}`);
    else found.push(...watch(notes, event, events.slice(index + 1), lawful));
  }
  return found;
}

/** No five working days ever took so long; what time itself does needs no reason. */
const SURELY_LATE = 20 * 24 * 3_600_000;
const lateWithoutReason = ({ actor, occurredAt, recordedAt, late, lateReason }: CaseEvent): boolean =>
  actor !== undefined && !lateReason && (late === true || recordedAt - occurredAt > SURELY_LATE);

const stepOf = (notes: Notes, key: StepKey): ProcedureStep | undefined =>
  [...(notes.procedure?.steps ?? []), ...notes.intake.steps].find((step) => step.key === key);

function watch(
  n: Notes,
  event: CaseEvent,
  rest: readonly CaseEvent[],
  lawful: readonly Procedure[],
): string[] {
  if (n.closed && event.type !== 'caseReopened') return [`${event.type} after the end`];
  switch (event.type) {
    case 'categorised':
      n.category = event.category;
      return [];
    case 'procedureChosen':
      n.procedure = lawful.find(({ key }) => key === event.procedure.key);
      return n.procedure?.categories.includes(n.category!) ? [] : ['procedure does not serve the category'];
    case 'roundOpened':
      Object.assign(n, FRESH_ROUND(), { round: event.round });
      for (const way of n.taken.keys()) if (!opensRound(n, way)) n.taken.delete(way);
      return [];
    case 'stepOpened':
      return opened(n, event);
    case 'stepActed':
      return acted(n, event, rest);
    case 'stepCompleted':
      return completed(n, event, rest);
    case 'stepCancelled':
      n.open.delete(event.step);
      return [];
    case 'stepAssigned':
      return assigned(n, event);
    case 'paused':
    case 'resumed':
    case 'extensionRequested':
    case 'extensionDecided':
    case 'overallDeadlineExtended':
      return timeBreaches(n, event);
    case 'reminded':
      return reminderBreaches(n, event);
    case 'nudged':
    case 'assignmentEscalated':
      return n.open.has(event.step) ? [] : [`${event.type} of a step that is not open`];
    case 'objected':
      n.objections.set(event.objectionId, 'open');
      return n.published?.open && [...n.open.keys()].some((key) => stepOf(n, key)?.kind === 'publish')
        ? []
        : ['objected to no public notice'];
    case 'objectionAnswered':
      n.objections.set(event.objectionId, event.upheld ? 'upheld' : 'kept');
      return [];
    case 'withdrawn': {
      const entitled = n.category === 'dispute' ? [n.reporter, ...n.parties] : [n.reporter];
      const allowed = event.by.length > 0 && event.by.every((person) => entitled.includes(person));
      return [
        ...(allowed ? [] : ['withdrawn by somebody else']),
        ...(n.decided ? ['withdrawn after the decision'] : []),
      ];
    }
    case 'escalated':
      n.escalated = true;
      for (const step of n.open.values())
        Object.assign(step, {
          owner: 'townshipOffice',
          assignee: undefined,
          touched: false,
          free: step.free + 1,
        });
      return [];
    case 'caseReopened':
      n.closed = false;
      return [];
    case 'caseClosed':
      n.closed = true;
      for (const pause of n.pauses) pause.running = false;
      return n.open.size > 0 ? ['closed with open steps'] : [];
    default:
      return [];
  }
}

const transitionOf = (n: Notes, way: string): Transition | undefined => {
  const [step = '', outcome = ''] = way.split('.');
  return stepOf(n, step)?.on[outcome];
};
const opensRound = (n: Notes, way: string): boolean => {
  const transition = transitionOf(n, way);
  return transition !== undefined && 'to' in transition && transition.newRound === true;
};

/** Steps that must be done in this round, with the outcome that leads here, before the step opens. */
const missingFor = (n: Notes, step?: ProcedureStep): StepKey[] =>
  (step?.needs ?? []).filter((need) => {
    const done = n.done.get(need);
    const transition = done && transitionOf(n, `${need}.${done.outcome}`);
    const leadsHere = transition && 'to' in transition && transition.to === step?.key;
    return done?.round !== n.round || !leadsHere;
  });

function opened(n: Notes, { step: key, startedAt, owner }: EventOf<'stepOpened'>): string[] {
  const step = stepOf(n, key);
  if (!step) return [`opened the unknown step ${key}`];
  const missing = missingFor(n, step);
  const rightOwner = n.escalated ? 'townshipOffice' : step.owner;
  n.open.set(key, { startedAt, owner, touched: false, told: new Set(), free: 0 });
  n.done.delete(key);
  FORGETS[step.kind]?.(n);
  return [
    ...missing.map((need) => `${key} opened without ${need}`),
    ...(owner === rightOwner ? [] : [`${key} belongs to ${owner}`]),
  ];
}

function assigned(n: Notes, { step: key, assignee }: EventOf<'stepAssigned'>): string[] {
  const step = n.open.get(key);
  if (!step) return ['assigned a step that is not open'];
  step.assignee = assignee ?? undefined;
  if (assignee === null) Object.assign(step, { touched: false, free: step.free + 1 });
  const { roles = [], departmentIds } = ACCOUNTS.find(({ accountId }) => accountId === assignee) ?? {};
  const fit = assignee === null || mayDo(step.owner, roles);
  const opines = stepOf(n, key)?.kind === 'opine' && step.owner === 'department';
  const owes = !opines || !departmentIds || departmentIds.some((one) => pendingDepartments(n).includes(one));
  return [
    ...(fit ? [] : [`${key} assigned to somebody unfit`]),
    ...(owes ? [] : [`${key} assigned to a department that owes nothing`]),
  ];
}

const mayDo = (owner: Role, roles: readonly Role[]): boolean =>
  roles.some((role) => role === owner || DOES_THE_WORK_OF[owner]?.includes(role));

/** The outcome that the action had: the step's completion, unless another action comes first. */
function outcomeOf(
  { step, commandId }: EventOf<'stepActed'>,
  rest: readonly CaseEvent[],
): string | undefined {
  for (const event of rest) {
    if (event.commandId !== commandId || event.type === 'stepActed') return undefined;
    if (event.type === 'stepCompleted' && event.step === step) return event.outcome;
  }
  return undefined;
}

function acted(n: Notes, event: EventOf<'stepActed'>, rest: readonly CaseEvent[]): string[] {
  const { step: key, kind, action, payload, occurredAt, recordedAt, actor, channel } = event;
  const open = n.open.get(key);
  const step = stepOf(n, key);
  if (!open || !step) return [`${key}.${action} though the step is not open`];
  const { roles = [], departmentIds = [] } = ACCOUNTS.find(({ accountId }) => accountId === actor) ?? {};
  const also = roles.some((role) => ALSO[`${kind}.${action}`]?.includes(role));
  const holds = open.assignee === undefined ? mayDo(open.owner, roles) : open.assignee === actor;
  const outcome = outcomeOf(event, rest);
  open.touched = true;
  const deed: Deed = {
    notes: n,
    action,
    payload,
    params: step.params,
    outcome,
    at: occurredAt,
    recordedAt,
    startedAt: open.startedAt,
    actorRoles: roles,
    departmentIds,
    channel,
  };
  return [
    ...(also || holds ? [] : [`${key}.${action} by somebody who may not`]),
    ...(n.pauses.some(({ from, to, running }) => running && from <= occurredAt && occurredAt < to)
      ? [`${key}.${action} during a pause`]
      : []),
    ...(occurredAt < open.startedAt ? [`${key}.${action} before the step began`] : []),
    ...LAWS[kind](deed).map((breach) => `${key}.${action}: ${breach}`),
  ];
}

function completed(n: Notes, event: EventOf<'stepCompleted'>, rest: readonly CaseEvent[]): string[] {
  const { step: key, kind, outcome } = event;
  n.open.delete(key);
  n.done.set(key, { round: n.round, outcome });
  if (kind === 'decide') n.decided = outcome === 'decided';
  if (outcome === 'notNeeded' && n.departments.length > 0) return ['departments were not asked'];
  if (kind === 'implement' && outcome === 'implemented' && n.milestones.some(({ doneOn }) => !doneOn))
    return ['implemented with open milestones'];
  return led(n, `${key}.${outcome}`, rest);
}

/** Whether the case went where the outcome leads, counting the bounded ways anew. */
function led(n: Notes, way: string, rest: readonly CaseEvent[]): string[] {
  let transition = transitionOf(n, way);
  if (transition && 'to' in transition && transition.limit !== undefined) {
    const count = n.taken.get(way) ?? 0;
    if (count >= transition.limit) transition = transition.afterLimit;
    else n.taken.set(way, count + 1);
  }
  if (!transition) return [`${way} leads nowhere`];
  const then = rest.slice(
    0,
    Math.max(
      rest.findIndex(({ type }) => type === 'stepActed'),
      0,
    ) || rest.length,
  );
  const closed = then.find((event) => event.type === 'caseClosed')?.outcome;
  if ('end' in transition) {
    const oral = transition.end === 'agreed' && closed === 'agreedOrally';
    return closed === transition.end || oral ? [] : [`${way} should end as ${transition.end}`];
  }
  const to = 'to' in transition ? transition.to : n.procedure?.start;
  const opens = then.some((event) => event.type === 'stepOpened' && event.step === to);
  const waits = missingFor(n, stepOf(n, to ?? '')).length > 0;
  return opens || waits || n.open.has(to ?? '') ? [] : [`${way} did not lead to ${to}`];
}
