import type { DepartmentId, Role } from '../model/basics.js';
import type { Actor } from '../model/command.js';
import { refuse, type Refusal } from '../model/refusal.js';
import type { CaseState, StepState } from '../model/state.js';

/** Whose work a role may do as well: one clerk acts for many. The township takes over by escalation. */
const STANDS_IN: Partial<Record<Role, readonly Role[]>> = {
  clerk: ['gridWorker', 'convener', 'committee', 'mediator', 'department'],
  committee: ['gridWorker', 'convener'],
  convener: ['gridWorker'],
};

/** Who hands work out and takes it back. */
const MANAGERS: readonly Role[] = ['clerk', 'committee', 'convener', 'townshipOffice'];
/** Who decides about the case as a whole. */
const LEADERS: readonly Role[] = ['clerk', 'committee', 'townshipOffice'];
/** Who works on cases at all; the county and the administrator only look. */
const STAFF: readonly Role[] = [
  'gridWorker',
  'clerk',
  'committee',
  'convener',
  'mediator',
  'department',
  'townshipOffice',
];

/** Who was there when a matter was settled on the spot enters the whole of it afterwards, whoever owns the steps. */
const RECORDERS: readonly Role[] = ['gridWorker', 'clerk', 'committee', 'convener', 'townshipOffice'];

const holdsOneOf = (actor: Pick<Actor, 'roles'>, roles: readonly Role[]): boolean =>
  actor.roles.some((role) => roles.includes(role));

/** The role a level above the one that owns a step: it decides about more time, and about who is to do it. */
export const levelAbove = (owner: Role): Role => (owner === 'townshipOffice' ? 'county' : 'townshipOffice');

/** Every role that may do the work of `owner`. */
export const rolesFor = (owner: Role): Role[] => [
  owner,
  ...(Object.keys(STANDS_IN) as Role[]).filter((role) => STANDS_IN[role]?.includes(owner)),
];

export const fills = (roles: readonly Role[], owner: Role): boolean =>
  holdsOneOf({ roles: [...roles] }, rolesFor(owner));

/** Whether the roles, of which some own the step and others stand in, include one that stands in. */
const standsIn = (roles: readonly Role[], owner: Role): boolean =>
  roles.some((role) => role !== owner && rolesFor(owner).includes(role));

/**
 * Whether who was given the step may hold it still: by a role at the place, of departments by one for which it is held.
 * Holding a step never outlives the role.
 */
export const mayKeep = (
  { roles, departmentIds = [] }: Pick<Actor, 'roles' | 'departmentIds'>,
  { owner, assignedDepartments }: Pick<StepState, 'owner' | 'assignedDepartments'>,
): boolean =>
  fills(roles, owner) &&
  (!assignedDepartments ||
    standsIn(roles, owner) ||
    assignedDepartments.some((one) => departmentIds.includes(one)));

/**
 * Refused unless the roles do the work of the step. Where departments owe their word a representative holds it for one of
 * them; whoever stands in, for any.
 */
export function assignmentRefusal(
  { roles, departmentIds = [] }: Pick<Actor, 'roles' | 'departmentIds'>,
  { key, owner }: Pick<StepState, 'key' | 'owner'>,
  pendingDepartments?: readonly DepartmentId[],
): { refusal: Refusal } | undefined {
  if (!fills(roles, owner)) return refuse('assign.assigneeUnfit', { step: key, owner });
  if (
    !pendingDepartments ||
    standsIn(roles, owner) ||
    pendingDepartments.some((one) => departmentIds.includes(one))
  )
    return undefined;
  return refuse('assign.opinionNotOwed', { step: key });
}

/**
 * Refused unless the actor has a role for the step and holds it, or it is free (or the own department owes its word) and
 * they may hold it.
 */
export function actionRefusal(
  actor: Actor,
  step: StepState,
  alsoBy: readonly Role[] = [],
  pendingDepartments?: readonly DepartmentId[],
): { refusal: Refusal } | undefined {
  if (holdsOneOf(actor, alsoBy)) return undefined;
  if (!fills(actor.roles, step.owner)) return roleMissing(step);
  if (step.assignee === actor.accountId && mayKeep(actor, step)) return undefined;
  const owes = pendingDepartments?.some((one) => actor.departmentIds?.includes(one));
  if (step.assignee && !owes) return refuse('step.assignedToAnother', { step: step.key });
  return assignmentRefusal(actor, step, pendingDepartments);
}

const roleMissing = ({ key, owner }: StepState) => refuse('step.roleMissing', { step: key, owner });

/**
 * What the actor is in this case: a department's representative is nobody where none of the own departments is asked.
 */
export function actorIn(state: CaseState | undefined, actor: Actor): Actor {
  if (!actor.roles.includes('department') && !actor.departmentIds) return actor;
  const { departmentIds: spokenFor = [], roles, ...kept } = actor;
  const departmentIds = spokenFor.filter((one) => state?.facts.departments.includes(one));
  if (departmentIds.length > 0) return { ...kept, roles, departmentIds };
  return { ...kept, roles: roles.filter((role) => role !== 'department') };
}

/** Staff who wait, and the county that looks on. */
export const mayNudge = (actor: Actor): boolean => holdsOneOf(actor, [...STAFF, 'county']);
export const isManager = (actor: Actor): boolean => holdsOneOf(actor, MANAGERS);
export const isLeader = (actor: Actor): boolean => holdsOneOf(actor, LEADERS);
export const isStaff = (actor: Actor): boolean => holdsOneOf(actor, STAFF);
export const mayRecordDone = (actor: Actor): boolean => holdsOneOf(actor, RECORDERS);
