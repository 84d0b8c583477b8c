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
export const owingIn = (
  { facts }: CaseState,
  { kind, owner }: StepState,
  kinds: Kinds = KINDS,
): DepartmentId[] | undefined => (owner === 'department' ? kinds[kind].owing?.(facts) : undefined);

/** To whom to speak about an open step: to who holds it, unless departments owe that nobody holds it for. */
export function addressee(
  { owner, assignee, heldFor = [] }: Pick<StepState, 'owner' | 'assignee' | 'heldFor'>,
  owing: readonly DepartmentId[] | undefined,
): Addressee {
  const departments = owing?.some((one) => !heldFor.includes(one)) ? [...owing] : undefined;
  if (departments) return { owner, departments };
  return { owner, ...(assignee && { assignee }) };
}
