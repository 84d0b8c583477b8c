import type { DepartmentId, Instant } from '../model/basics.js';
import type { Actor, Command, Dated } from '../model/command.js';
import { refuse, type Refusal } from '../model/refusal.js';
import type { StepState } from '../model/state.js';
import { dateOf } from '../time/index.js';
import { addressee, pendingDepartmentsOf } from './addressee.js';
import { isManager, levelAbove, assignmentRefusal, mayNudge, mayKeep } from './authority.js';
import type { Draft } from './draft.js';
import { reschedule } from './flow.js';

type Refused = { refusal: Refusal } | undefined;
type CommandOf<T extends Command['type']> = Dated<Extract<Command, { type: T }>>;
type Owing = readonly DepartmentId[] | undefined;

/** *Default*: a step that went to and fro so often is put to a level above, who decides who is to do it. */
const RETURNS_BEFORE_DECISION = 3;

/** Claim, hand over, give back. The step's term runs on from its opening, whoever it is assigned to. */
export function assign(draft: Draft, command: CommandOf<'assign'>): Refused {
  const { actor, step: key, assignee, reason, occurredAt } = command;
  const step = draft.state.steps[key];
  if (step?.status !== 'open') return refuse('step.notOpen', { step: key });
  if (occurredAt < step.startedAt) return refuse('step.beforeStart', { step: key });
  const own = step.assignee === actor.accountId;
  const confirms =
    step.assignmentEscalatedTo !== undefined && actor.roles.includes(step.assignmentEscalatedTo);
  if (step.assignee === (assignee ?? undefined) && !(confirms && assignee !== null))
    return refuse('assign.unchanged', { step: key });
  const pendingDepartments = pendingDepartmentsOf(draft.state, step, draft.kinds);
  const to = assigneeOf(command);
  const unfit =
    mayHandOut(actor, step, assignee, pendingDepartments) ??
    (to && assignmentRefusal(to, step, pendingDepartments));
  if (unfit) return unfit;
  const assignedDepartments = to && pendingDepartments?.filter((one) => to.departmentIds?.includes(one));
  const passedOn =
    step.owner === 'department' &&
    !assignedDepartments?.some((one) => step.assignedDepartments?.includes(one));
  const returned = own && (assignee === null || (passedOn && !confirms));
  const handed = assignee !== null && assignee !== actor.accountId;
  draft.emit({
    type: 'stepAssigned',
    step: key,
    assignee,
    ...(assignedDepartments && { assignedDepartments }),
    ...(handed && step.dueAt !== undefined && { dueAt: step.dueAt }),
    ...(reason && { reason }),
    ...(returned && { returned }),
  });
  if (assignee === null) reschedule(draft, key);
  const { returns = 0 } = draft.state.steps[key] ?? {};
  if (returned && returns % RETURNS_BEFORE_DECISION === 0)
    draft.emit({ type: 'assignmentEscalated', step: key, askedOf: levelAbove(step.owner), returns });
  return undefined;
}

function assigneeOf(command: CommandOf<'assign'>): Actor | undefined {
  const { actor, assignee, assigneeRoles: roles = [], assigneeDepartments: departmentIds = [] } = command;
  if (assignee === null) return undefined;
  return assignee === actor.accountId ? actor : { accountId: assignee, roles, departmentIds };
}

/**
 * Whoever takes what is free; who holds it, and who hands work out; once a level above was asked who is to do it, only
 * that.
 */
function mayHandOut(
  actor: Actor,
  step: StepState,
  assignee: string | null,
  pendingDepartments: Owing,
): Refused {
  const claims = assignee === actor.accountId;
  if (claims && !step.assignee) return undefined;
  const above = levelAbove(step.owner);
  if (actor.roles.includes(above) && (step.assignmentEscalatedTo ?? step.assignmentSettled)) return undefined;
  if (step.assignmentEscalatedTo) return refuse('assign.decisionAwaited', { step: step.key, role: above });
  if (step.assignmentSettled) return refuse('assign.settled', { step: step.key, role: above });
  if (isManager(actor) || (step.assignee === actor.accountId && mayKeep(actor, step))) return undefined;
  const waitedFor = pendingDepartments?.some(
    (one) => actor.departmentIds?.includes(one) && !step.assignedDepartments?.includes(one),
  );
  return refuse(claims && waitedFor ? 'assign.assignedToOtherDepartment' : 'assign.roleMissing', {
    step: step.key,
  });
}

/** A friendly reminder (催办) to whoever the step waits for, once a day: who waits for it, and who supervises, may send it. */
export function nudge(draft: Draft, { actor, step: key, text }: CommandOf<'nudge'>): Refused {
  const step = draft.state.steps[key];
  if (step?.status !== 'open') return refuse('step.notOpen', { step: key });
  const pendingDepartments = pendingDepartmentsOf(draft.state, step, draft.kinds);
  const refused = nudgeRefusal(actor, step, pendingDepartments, draft.now);
  if (refused) return refused;
  draft.emit({ type: 'nudged', step: key, ...addressee(step, pendingDepartments), ...(text && { text }) });
  return undefined;
}

type Nudged = Pick<
  StepState,
  'key' | 'owner' | 'assignee' | 'assignedDepartments' | 'notBefore' | 'nudgedAt'
>;

/** Why nobody nudges now about this open step of a case that is not paused. */
export function nudgeRefusal(actor: Actor, step: Nudged, pendingDepartments: Owing, now: Instant): Refused {
  if (!mayNudge(actor)) return refuse('case.roleMissing');
  const { key, notBefore, nudgedAt } = step;
  const { owner, assignee, departments } = addressee(step, pendingDepartments);
  const own = assignee
    ? assignee === actor.accountId
    : (departments?.some((one) => actor.departmentIds?.includes(one)) ?? actor.roles.includes(owner));
  if (own) return refuse('nudge.own', { step: key });
  if (notBefore && now < notBefore) return refuse('nudge.tooEarly', { step: key, notBefore });
  if (nudgedAt && dateOf(nudgedAt) === dateOf(now)) return refuse('nudge.today', { step: key });
  return undefined;
}
