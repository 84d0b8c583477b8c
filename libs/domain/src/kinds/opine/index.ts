import { optionsOf } from '../form.js';
import type { DepartmentId } from '../../model/basics.js';
import { refuse, type Refusal } from '../../model/refusal.js';
import type { CaseFacts } from '../../model/state.js';
import type { Action, Judgement, StepContext, StepKind } from '../kind.js';
import { id, ids, oneOf, payload, text, type ParamsSchema, type PayloadOf, when } from '../schema.js';

type Params = Record<string, never>;
type Context = StepContext<Params>;
type Opinions = CaseFacts['opinions'];

const params = {
  type: 'object',
  properties: {},
  additionalProperties: false,
} as const satisfies ParamsSchema;

const departmentId = id('department', '部门 · The department');
const DEPARTMENT = '019a0000-0000-7000-8000-000000000021';

const opineSchema = payload(
  {
    departmentId,
    position: oneOf(['agree', 'agreeWithConditions', 'disagree'], '同意、有条件同意、不同意 · The position'),
    conditions: when(
      { position: ['agreeWithConditions'] },
      text('条件，有条件同意时必填 · The conditions; required with agreeWithConditions'),
    ),
    opinion: text('签署的意见 · The signed opinion'),
    evidence: ids('attachment', '盖章意见等附件 · Attachments, such as the stamped opinion', 20),
  },
  ['departmentId', 'position', 'opinion'],
);
type Opine = PayloadOf<typeof opineSchema>;

const overruleSchema = payload({ departmentId, reason: text('不采纳的理由 · Why it is overruled') }, [
  'departmentId',
  'reason',
]);
type Overrule = PayloadOf<typeof overruleSchema>;

const askSchema = payload({ departmentId }, ['departmentId']);
type Ask = PayloadOf<typeof askSchema>;

/** Departments whose disagreement stands: neither revised nor overruled. */
export const disagreeing = (opinions: Opinions): DepartmentId[] =>
  Object.keys(opinions).filter((key) => opinions[key]?.position === 'disagree' && !opinions[key].overruled);

/** Who has given none, and who stands in the way. */
const pendingDepartments = ({
  departments,
  opinions,
}: Pick<CaseFacts, 'departments' | 'opinions'>): DepartmentId[] => {
  const against = disagreeing(opinions);
  return departments.filter((one) => opinions[one] === undefined || against.includes(one));
};

const result = (departments: DepartmentId[], opinions: Opinions): Judgement =>
  pendingDepartments({ departments, opinions }).length === 0 ? { outcome: 'opined' } : {};

/** A department speaks for itself; staff register what it gave in another way. */
function speakerRefusal({ meta }: Context, department: DepartmentId): { refusal: Refusal } | undefined {
  if (meta.actor.departmentIds?.includes(department)) return undefined;
  const isStaff = meta.actor.roles.some((role) => role !== 'department');
  if (!isStaff) return refuse('opine.notYourDepartment', undefined, '/departmentId');
  return meta.channel ? undefined : refuse('opine.channelMissing');
}

const opineAction: Action<Params, Opine> = {
  schema: opineSchema,
  example: {
    departmentId: DEPARTMENT,
    position: 'agreeWithConditions',
    conditions: '须建三级沉淀池。',
    opinion: '同意限期改造，不关停；请镇里督促按期完成。',
  },
  alsoBy: ['department', 'clerk', 'committee'],
  form: ({ state }) => ({ options: { '/departmentId': optionsOf(state.facts.departments) } }),
  judge(ctx, given) {
    const { departments, opinions } = ctx.state.facts;
    if (!departments.includes(given.departmentId))
      return refuse('opine.notAsked', undefined, '/departmentId');
    const wrongSpeaker = speakerRefusal(ctx, given.departmentId);
    if (wrongSpeaker) return wrongSpeaker;
    if (given.position === 'agreeWithConditions' && !given.conditions) {
      return refuse('opine.conditionsMissing', undefined, '/conditions');
    }
    return result(departments, { ...opinions, [given.departmentId]: { position: given.position } });
  },
  apply: (facts, { departmentId: department, position }) => ({
    ...facts,
    opinions: { ...facts.opinions, [department]: { position } },
  }),
};

const mayOverrule = ({ meta }: Context): boolean => meta.actor.roles.includes('townshipOffice');

const overrule: Action<Params, Overrule> = {
  schema: overruleSchema,
  example: { departmentId: DEPARTMENT, reason: '镇里现场核实，原排口已封，意见所指问题不存在。' },
  alsoBy: ['townshipOffice'],
  offered: ({ state }) => disagreeing(state.facts.opinions).length > 0,
  form: ({ state }) => ({ options: { '/departmentId': optionsOf(disagreeing(state.facts.opinions)) } }),
  judge(ctx, { departmentId: department }) {
    const { departments, opinions } = ctx.state.facts;
    if (!mayOverrule(ctx)) return refuse('opine.overruleNotAllowed');
    if (!disagreeing(opinions).includes(department)) {
      return refuse('opine.nothingToOverrule', undefined, '/departmentId');
    }
    return result(departments, overruled(opinions, department));
  },
  apply: (facts, { departmentId: department }) => ({
    ...facts,
    opinions: overruled(facts.opinions, department),
  }),
};

const overruled = (opinions: Opinions, department: DepartmentId): Opinions => ({
  ...opinions,
  [department]: { position: 'disagree', overruled: true },
});

const ask: Action<Params, Ask> = {
  schema: askSchema,
  example: { departmentId: DEPARTMENT },
  form: ({ state }) => ({
    barred: {
      '/departmentId': state.facts.departments.map((id) => ({ id, barred: 'opine.alreadyAsked' as const })),
    },
  }),
  judge: ({ state }, { departmentId: department }) =>
    state.facts.departments.includes(department)
      ? refuse('opine.alreadyAsked', undefined, '/departmentId')
      : {},
  apply: (facts, { departmentId: department }) => ({
    ...facts,
    departments: [...facts.departments, department],
  }),
};

/** 部门意见: every department that the matter touches signs its opinion; a disagreement blocks the decision. */
export const opine: StepKind<Params> = {
  kind: 'opine',
  outcomes: ['notNeeded', 'opined'],
  params,
  actions: { opine: opineAction, overrule, ask },
  onOpen: (state) => (state.facts.departments.length === 0 ? 'notNeeded' : undefined),
  pendingDepartments,
  // The opinions were on the result of the meeting before.
  reset: (facts) => ({ ...facts, opinions: {} }),
};
