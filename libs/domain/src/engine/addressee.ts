import { KINDS } from '../kinds/index.js';
import type { AccountId, DepartmentId, Role } from '../model/basics.js';
import type { CaseState, StepState } from '../model/state.js';
import type { Kinds } from './evolve.js';

/** An account, else all of a role; of departments' representatives, those of the named ones. */
export interface Addressee {
  owner: Role;
  assignee?: AccountId;
  departments?: DepartmentId[];
}

/** The departments that a step still waits for; undefined where it doesn't wait for departments, or no longer. */
export const pendingDepartmentsOf = (
  { facts }: CaseState,
  { kind, owner }: StepState,
  kinds: Kinds = KINDS,
): DepartmentId[] | undefined =>
  owner === 'department' ? kinds[kind].pendingDepartments?.(facts) : undefined;

/** Whom to address about an open step: its assignee, unless departments are pending for which nobody is assigned. */
export function addressee(
  {
    owner,
    assignee,
    assignedDepartments = [],
  }: Pick<StepState, 'owner' | 'assignee' | 'assignedDepartments'>,
  pendingDepartments: readonly DepartmentId[] | undefined,
): Addressee {
  const departments = pendingDepartments?.some((one) => !assignedDepartments.includes(one))
    ? [...pendingDepartments]
    : undefined;
  if (departments) return { owner, departments };
  return { owner, ...(assignee && { assignee }) };
}
