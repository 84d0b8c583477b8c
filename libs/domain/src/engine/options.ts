import { KINDS } from '../kinds/index.js';
import type { Progress } from '../kinds/kind.js';
import type { AccountId, DepartmentId, Instant, Role, StepKey } from '../model/basics.js';
import type { KindName } from '../model/kind-names.js';
import type { CaseState } from '../model/state.js';
import { pendingDepartmentsOf } from './addressee.js';
import { rolesFor } from './authority.js';
import { knownDefinition } from './definition.js';
import { openSteps } from './flow.js';

export interface StepOptions {
  step: StepKey;
  kind: KindName;
  owner: Role;
  assignee?: AccountId;
  /** Departments whose word it waits for. */
  pendingDepartments?: DepartmentId[];
  dueAt?: Instant;
  notBefore?: Instant;
  progress?: Progress;
  /** What may be done now; by the assignee, else by whoever holds one of the roles. */
  actions: { action: string; roles: Role[] }[];
}

/** What may be done now and by whom. */
export function options(state: CaseState, now: Instant): StepOptions[] {
  if (state.closed) return [];
  return openSteps(state).map((step) => {
    const definition = knownDefinition(state, step.key);
    const ctx = { state, step, definition, params: definition.params, now };
    const actions = Object.entries(KINDS[step.kind].actions)
      .filter(([, action]) => action.offered?.(ctx) ?? true)
      .map(([action, { alsoBy = [] }]) => ({
        action,
        roles: [...new Set([...rolesFor(step.owner), ...alsoBy])],
      }));
    const { key, kind, owner, assignee, dueAt, notBefore } = step;
    return {
      step: key,
      kind,
      owner,
      assignee,
      pendingDepartments: pendingDepartmentsOf(state, step),
      dueAt,
      notBefore,
      progress: KINDS[kind].progress?.(ctx),
      actions,
    };
  });
}
