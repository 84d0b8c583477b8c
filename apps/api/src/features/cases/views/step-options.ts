import { assignmentRefusal, KINDS, type Actor, type CaseState, type StepOptions } from '#domain';
import { formatOptional } from '../../../platform/validation/index.js';
import type { NameBook } from '../directory/names.service.js';
import type { StepOptionsDto } from './dto/case-detail.dto.js';

/** What somebody holds who may not any more is held by nobody. */
export const withoutLapsedAssignees = (state: CaseState, lapsed: readonly string[]): CaseState => ({
  ...state,
  steps: Object.fromEntries(
    Object.entries(state.steps).map(([key, step]) => {
      if (step.status !== 'open' || !step.assignee || !lapsed.includes(step.assignee)) return [key, step];
      const { assignee: _lapsed, assignedDepartments: _for, ...free } = step;
      return [key, free];
    }),
  ),
});

/** Who may do it is the rules' to say; here it is only told whether that is the caller. */
export function optionDto(
  option: StepOptions,
  actor: Actor,
  names: NameBook,
): Omit<StepOptionsDto, 'due' | 'overdue'> {
  const { step, kind, owner, assignee, pendingDepartments, dueAt, notBefore, actions } = option;
  const holds = assignee === actor.accountId;
  const claimable =
    assignee === undefined && !assignmentRefusal(actor, { key: step, owner }, pendingDepartments);
  return {
    step,
    kind,
    owner,
    assignee: names.maybe(assignee),
    pendingDepartments: pendingDepartments?.map((one) => names.of(one)),
    dueAt: formatOptional(dueAt),
    notBefore: formatOptional(notBefore),
    claimable,
    actions: actions.map(({ action, roles }) => {
      const alsoBy = KINDS[kind].actions[action]?.alsoBy ?? [];
      const mine = holds || claimable || actor.roles.some((role) => alsoBy.includes(role));
      return { action, roles, mine };
    }),
  };
}
