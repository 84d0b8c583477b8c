import type { Instant } from '../../model/basics.js';
import { refuse, type Refusal } from '../../model/refusal.js';
import { dateOf } from '../../time/index.js';
import type { Action, StepKind } from '../kind.js';
import { disagreeing } from '../opine/index.js';
import { date, id, payload, text, type ParamsSchema, type PayloadOf, when } from '../schema.js';

interface Params {
  form: 'full' | 'note';
}

const params = {
  type: 'object',
  properties: {
    form: {
      type: 'string',
      enum: ['full', 'note'],
      default: 'full',
      description:
        '完整决定（处理意见、实施步骤、时间节点缺一不可）或一键记录协议 · All three parts obligatory, or the agreement noted in one tap',
    },
  },
  additionalProperties: false,
} as const satisfies ParamsSchema;

const completeSchema = payload(
  {
    disposition: text('处理意见 · Disposition', 10_000),
    steps: text('实施步骤 · Steps', 10_000),
    milestones: {
      type: 'array',
      maxItems: 50,
      description: '时间节点 · Milestones',
      items: payload(
        {
          title: text('节点内容 · What is done', 500),
          dueOn: date('plan', '完成期限 · The last day'),
          ownerId: id('person', '责任人 · Who sees to it'),
          doneOn: date('fact', '已完成的日期 · The day it was done, if it is already'),
          proof: when(
            { doneOn: 'any' },
            text('完成情况证明，已完成时必填 · Proof; required with doneOn', 2_000),
          ),
        },
        ['title', 'dueOn'],
      ),
    },
  },
  [],
);
type Complete = PayloadOf<typeof completeSchema>;
type PlannedMilestone = NonNullable<Complete['milestones']>[number];

const returnSchema = payload({ reason: text('退回原因 · Why it is returned') }, ['reason']);
type Return = PayloadOf<typeof returnSchema>;

type Refused = { refusal: Refusal } | undefined;

/** The three obligatory parts of a decision (处理意见、实施步骤、时间节点). */
function partMissing({ disposition, steps, milestones }: Complete): Refused {
  if (!disposition) return refuse('decide.dispositionMissing', undefined, '/disposition');
  if (!steps) return refuse('decide.stepsMissing', undefined, '/steps');
  return milestones?.length ? undefined : refuse('decide.milestonesMissing', undefined, '/milestones');
}

/** "Planned in the past" is judged against the day on which it was decided, not the day it is entered. */
function milestoneRefusal(milestone: PlannedMilestone, index: number, decidedAt: Instant): Refused {
  const today = dateOf(decidedAt);
  const { dueOn, doneOn, proof } = milestone;
  const path = `/milestones/${index}`;
  const which = { number: index + 1 };
  if (doneOn && doneOn > today) return refuse('decide.milestoneDoneInFuture', which, `${path}/doneOn`);
  if (doneOn && !proof) return refuse('decide.milestoneProofMissing', which, `${path}/proof`);
  if (dueOn < today && !doneOn) return refuse('decide.milestonePast', { ...which, dueOn }, `${path}/dueOn`);
  return undefined;
}

const complete: Action<Params, Complete> = {
  schema: completeSchema,
  example: {
    disposition: '养鸡场不关停，限期改造排污，迁出灌溉渠上游。',
    steps: '先封排口，再清渠、建三级沉淀池、装还田管。',
    milestones: [
      { title: '封排口', dueOn: '2030-03-06', ownerId: '019a0000-0000-7000-8000-000000000001' },
      { title: '建成三级沉淀池', dueOn: '2030-04-20' },
    ],
  },
  form: ({ params: { form } }) =>
    form === 'full'
      ? { required: ['/disposition', '/steps', '/milestones'], count: { '/milestones': { min: 1 } } }
      : {},
  judge({ state, params: { form }, meta }, payload) {
    const standing = disagreeing(state.facts.opinions);
    if (standing.length > 0) return refuse('decide.departmentDisagrees', { departments: standing });
    const missing = form === 'note' ? undefined : partMissing(payload);
    if (missing) return missing;
    for (const [index, milestone] of (payload.milestones ?? []).entries()) {
      const wrong = milestoneRefusal(milestone, index, meta.occurredAt);
      if (wrong) return wrong;
    }
    return { outcome: 'decided' };
  },
  apply: (facts, { milestones = [] }) => ({
    ...facts,
    milestones: milestones.map(({ dueOn, ownerId, doneOn }, index) => ({
      id: `m${index + 1}`,
      dueOn,
      ...(ownerId && { ownerId }),
      ...(doneOn && { doneOn }),
    })),
  }),
};

const returnAction: Action<Params, Return> = {
  schema: returnSchema,
  example: { reason: '议定内容与村规民约不一致，请再议。' },
  judge: () => ({ outcome: 'returned' }),
};

/** 决定: the two committees decide on the basis of the result, with disposition, steps and milestones. */
export const decide: StepKind<Params> = {
  kind: 'decide',
  outcomes: ['decided', 'returned'],
  params,
  actions: { complete, return: returnAction },
  reset: (facts) => ({ ...facts, milestones: [] }),
};
