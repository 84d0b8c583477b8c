import { optionsOf, type FormHints } from '../form.js';
import { refuse } from '../../model/refusal.js';
import type { CaseFacts, Milestone } from '../../model/state.js';
import { addDays, dateOf, startOfDay } from '../../time/index.js';
import type { Action, StepContext, StepKind } from '../kind.js';
import { date, ids, payload, text, type ParamsSchema, type PayloadOf } from '../schema.js';

type Params = Record<string, never>;

const params = {
  type: 'object',
  properties: {},
  additionalProperties: false,
} as const satisfies ParamsSchema;

const milestoneId = {
  type: 'string',
  pattern: '^m[1-9][0-9]?$',
  'x-refers': 'milestone',
  maxLength: 3,
  description: '时间节点编号，如 m1 · The milestone’s number, such as m1',
} as const;

const reportSchema = payload(
  {
    milestoneId,
    doneOn: date('fact', '完成日期 · The day it was done'),
    proof: text('完成情况 · What shows that it is done', 2_000),
    evidence: ids('attachment', '照片等附件 · Attachments, such as photographs', 20),
  },
  ['milestoneId', 'doneOn'],
);
type Report = PayloadOf<typeof reportSchema>;

const delaySchema = payload({ milestoneId, reason: text('逾期或推迟的原因 · Why it is late') }, [
  'milestoneId',
  'reason',
]);
type Delay = PayloadOf<typeof delaySchema>;

const obstructSchema = payload({ reason: text('无法落实的原因 · Why it can’t be carried out') }, ['reason']);
type Obstruct = PayloadOf<typeof obstructSchema>;

const openMilestones = ({ milestones }: CaseFacts): Milestone[] =>
  milestones.filter(({ doneOn }) => doneOn === undefined);

const openMilestoneRefusal = (facts: CaseFacts, wanted: string) => {
  const milestone = facts.milestones.find(({ id }) => id === wanted);
  if (!milestone) return refuse('implement.unknownMilestone', { milestone: wanted }, '/milestoneId');
  return milestone.doneOn === undefined
    ? undefined
    : refuse('implement.alreadyDone', { milestone: wanted, doneOn: milestone.doneOn }, '/milestoneId');
};

/** The nearest first. */
const milestoneForm = ({ state }: Pick<StepContext<Params>, 'state'>): FormHints => {
  const open = openMilestones(state.facts).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  return {
    options: { '/milestoneId': optionsOf(open.map(({ id }) => id)) },
    ...(open[0] && { initial: { milestoneId: open[0].id } }),
  };
};

const report: Action<Params, Report> = {
  schema: reportSchema,
  example: {
    milestoneId: 'm1',
    doneOn: '2026-03-06',
    proof: '排口已封，村干部到场看过。',
    evidence: ['019a0000-0000-7000-8000-000000000091'],
  },
  form: milestoneForm,
  judge({ state: { facts }, meta }, payload) {
    const wrong = openMilestoneRefusal(facts, payload.milestoneId);
    if (wrong) return wrong;
    if (payload.doneOn > dateOf(meta.occurredAt)) {
      return refuse('implement.doneInFuture', { doneOn: payload.doneOn }, '/doneOn');
    }
    if (!payload.proof && !payload.evidence?.length) {
      return refuse('implement.proofMissing', undefined, '/proof');
    }
    return openMilestones(facts).length === 1 ? { outcome: 'implemented' } : {};
  },
  apply: (facts, payload) => ({
    ...facts,
    milestones: facts.milestones.map((milestone) =>
      milestone.id === payload.milestoneId ? { ...milestone, doneOn: payload.doneOn } : milestone,
    ),
  }),
};

/** The reason alone is recorded; the milestone's day stays. */
const delay: Action<Params, Delay> = {
  schema: delaySchema,
  example: { milestoneId: 'm3', reason: '连续下雨，沉淀池停工六天。' },
  form: milestoneForm,
  judge: ({ state }, payload) => openMilestoneRefusal(state.facts, payload.milestoneId) ?? {},
};

const obstruct: Action<Params, Obstruct> = {
  schema: obstructSchema,
  example: { reason: '养殖户外出不归，合同相对方也联系不上，无法继续。' },
  judge: () => ({ outcome: 'obstructed' }),
};

/** 执行: the milestones of the decision are reported done, one by one. */
export const implement: StepKind<Params> = {
  kind: 'implement',
  progress: ({ state: { facts } }) => ({
    done: facts.milestones.length - openMilestones(facts).length,
    needed: facts.milestones.length,
    persons: [],
  }),
  outcomes: ['implemented', 'obstructed'],
  params,
  actions: { report, delay, obstruct },
  onOpen: ({ facts }) => (openMilestones(facts).length === 0 ? 'implemented' : undefined),
  schedule({ state }) {
    const [nearest] = openMilestones(state.facts)
      .map(({ dueOn }) => dueOn)
      .sort();
    return nearest === undefined ? {} : { dueAt: startOfDay(addDays(nearest, 1)) };
  },
};
