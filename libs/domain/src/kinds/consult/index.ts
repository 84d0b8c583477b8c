import { optionsOf } from '../form.js';
import { refuse } from '../../model/refusal.js';
import type { StepKind } from '../kind.js';
import { SHARE_PATTERN } from '../share.js';
import { judgeCompletion, reasonNeeded, type Params } from './rules.js';
import { complete, talk, type TalkPayload } from './schemas.js';

/** Each member is talked to before the meeting: one tick each, never a form. */
export const consult: StepKind<Params> = {
  kind: 'consult',
  outcomes: ['consulted', 'reselect'],
  params: {
    type: 'object',
    properties: {
      aligned: {
        type: 'string',
        pattern: SHARE_PATTERN,
        default: '2/3',
        description: '意见一致的最低比例 · the least share of aligned members',
      },
      blocks: {
        type: 'boolean',
        default: true,
        description: '未达比例且无原因时不得继续；纠纷不受此限 · blocks without a reason; never in a dispute',
      },
    },
    additionalProperties: false,
  },
  // After a new selection those who stayed need no second talk.
  reset: (facts) => ({
    ...facts,
    talks: Object.fromEntries(
      facts.members.flatMap(({ personId }) => {
        const result = facts.talks[personId];
        return result ? [[personId, result]] : [];
      }),
    ),
  }),
  progress({ state: { facts } }) {
    const members = facts.members.map(({ personId }) => personId);
    const persons = members.filter((member) => facts.talks[member] === undefined);
    return { done: members.length - persons.length, needed: members.length, persons };
  },
  actions: {
    talk: {
      schema: talk,
      example: { memberId: '019a0000-0000-7000-8000-000000000011', result: 'aligned' },
      offered: ({ state }) => state.facts.members.length > 0,
      form: ({ state }) => ({
        options: { '/memberId': optionsOf(state.facts.members.map(({ personId }) => personId)) },
        each: { field: '/memberId', choice: '/result', shared: [] },
      }),
      judge: ({ state }, { memberId }: TalkPayload) =>
        state.facts.members.some(({ personId }) => personId === memberId)
          ? {}
          : refuse('consult.notAMember', {}, '/memberId'),
      apply: (facts, { memberId, result }: TalkPayload) => ({
        ...facts,
        talks: { ...facts.talks, [memberId]: result },
      }),
    },
    complete: {
      schema: complete,
      example: { reason: '还有一人外出没联系上，其余意见基本一致，先开会。' },
      form: (ctx) => (reasonNeeded(ctx) ? { required: ['/reason'] } : {}),
      judge: judgeCompletion,
    },
  },
};
