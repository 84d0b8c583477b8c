import {
  assignmentRefusal,
  KINDS,
  type Actor,
  type CaseState,
  type KindName,
  type Progress,
  type StepOptions,
} from '#domain';
import { type Language, translate } from '#i18n';
import { formatOptional } from '../../../platform/validation/index.js';
import type { NameBook } from '../directory/names.service.js';
import type { ProgressDto, StepOptionsDto } from './dto/case-detail.dto.js';

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

function progressDto(kind: KindName, { of, done, needed, persons }: Progress, names: NameBook): ProgressDto {
  const named = persons.map((id) => names.of(id));
  const words = (language: Language): string =>
    translate(['progress', kind, ...(of ? [of] : [])].join('.'), language, { done, needed }) +
    (named.length > 0
      ? translate('progress.persons', language, { names: named.map(({ name }) => name ?? '—').join('、') })
      : '');
  return { done, needed, persons: named, words: { zh: words('zh-CN'), en: words('en') } };
}

/** Who may do it is the rules' to say; here it is only told whether that is the caller. */
export function optionDto(
  option: StepOptions,
  actor: Actor,
  names: NameBook,
): Omit<StepOptionsDto, 'due' | 'overdue'> {
  const { step, kind, owner, assignee, pendingDepartments, progress, dueAt, notBefore, actions } = option;
  const holds = assignee === actor.accountId;
  const claimable =
    assignee === undefined && !assignmentRefusal(actor, { key: step, owner }, pendingDepartments);
  return {
    step,
    kind,
    owner,
    assignee: names.maybe(assignee),
    pendingDepartments: pendingDepartments?.map((one) => names.of(one)),
    ...(progress && { progress: progressDto(kind, progress, names) }),
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
