import { optionsOf } from '../form.js';
import { refuse } from '../../model/refusal.js';
import type { Action, StepKind } from '../kind.js';
import { flag, id, oneOf, payload, text, type ParamsSchema, type PayloadOf, when } from '../schema.js';

type Params = Record<string, never>;

const params = {
  type: 'object',
  properties: {},
  additionalProperties: false,
} as const satisfies ParamsSchema;

const completeSchema = payload(
  {
    ratings: {
      type: 'array',
      maxItems: 200,
      description: '满意度测评 · Ratings by the people concerned',
      items: payload(
        {
          personId: id('person', '评价人，不愿留名的不填 · Who rates; left out if they prefer'),
          satisfaction: oneOf(
            ['satisfied', 'basically', 'dissatisfied'],
            '满意、基本满意、不满意 · Satisfied, basically, dissatisfied',
          ),
          comment: text('意见 · Comment', 2_000),
        },
        ['satisfaction'],
      ),
    },
    note: text('反馈情况 · What was heard'),
    newTrouble: flag(
      '是否出现新的矛盾或问题；有人不满意时必须写明 · Whether a new dispute or problem came up; must be said when somebody is dissatisfied',
    ),
    trouble: when(
      { newTrouble: [true] },
      text('新的矛盾或问题 · The new dispute or problem; required with newTrouble'),
    ),
  },
  ['note'],
);
type Complete = PayloadOf<typeof completeSchema>;

const complete: Action<Params, Complete> = {
  schema: completeSchema,
  form: ({ state: { facts } }) => ({ proposed: { '/ratings/*/personId': optionsOf(facts.parties) } }),
  example: {
    ratings: [
      { personId: '019a0000-0000-7000-8000-000000000001', satisfaction: 'satisfied' },
      { satisfaction: 'basically', comment: '就是慢了点。' },
    ],
    note: '入户问了双方和两家邻居，都说按协议办了，墙面没再返潮。',
    newTrouble: false,
  },
  judge(_, { ratings = [], newTrouble, trouble }) {
    const named = ratings.map(({ personId }) => personId);
    const again = named.findIndex((person, i) => person !== undefined && named.indexOf(person) !== i);
    if (again >= 0) return refuse('feedback.ratedTwice', undefined, `/ratings/${again}/personId`);
    if (newTrouble && !trouble) return refuse('feedback.troubleMissing', undefined, '/trouble');
    const somebodyDissatisfied = ratings.some(({ satisfaction }) => satisfaction === 'dissatisfied');
    if (somebodyDissatisfied && newTrouble === undefined) {
      return refuse('feedback.dissatisfactionOpen', undefined, '/newTrouble');
    }
    return { outcome: newTrouble ? 'newTrouble' : 'satisfied' };
  },
};

/** 监督与反馈: what people say of how it was carried out; new trouble goes through the procedure again. */
export const feedback: StepKind<Params> = {
  kind: 'feedback',
  outcomes: ['satisfied', 'newTrouble'],
  params,
  actions: { complete },
};
