import { refuse } from '../../model/refusal.js';
import type { StepKind } from '../kind.js';
import { ids, oneOf, payload, text, when, type PayloadOf } from '../schema.js';

const schema = payload(
  {
    decision: oneOf(
      ['confirmed', 'moreInquiry', 'notConfirmed'],
      '确立、继续调查、不予确立 · confirmed, more inquiry, not confirmed',
    ),
    topic: when({ decision: ['confirmed'] }, text('议题；确立时必填 · the topic; required when confirmed')),
    departments: ids('department', '另外涉及的部门 · further departments that the matter touches', 20),
    reason: when(
      { decision: ['moreInquiry', 'notConfirmed'] },
      text('原因；未确立时必填 · the reason; required unless confirmed'),
    ),
  },
  ['decision'],
);
type Payload = PayloadOf<typeof schema>;

/** The two committees issue the deliberation sheet, ask for more inquiry, or don't take the topic up. */
export const confirmTopic: StepKind<Record<string, never>> = {
  kind: 'confirmTopic',
  outcomes: ['confirmed', 'moreInquiry', 'notConfirmed'],
  params: { type: 'object', properties: {}, additionalProperties: false },
  actions: {
    complete: {
      schema,
      example: {
        decision: 'confirmed',
        topic: '张三家屋檐滴水怎么改、李四家墙面返潮怎么修',
      },
      form: () => ({ deciding: '/decision' }),
      judge: (_ctx, { decision, topic, reason }: Payload) => {
        if (decision === 'confirmed' && !topic) return refuse('confirmTopic.topicMissing', {}, '/topic');
        if (decision !== 'confirmed' && !reason) return refuse('confirmTopic.reasonMissing', {}, '/reason');
        return { outcome: decision };
      },
      apply: (facts, { departments = [] }: Payload) => ({
        ...facts,
        departments: [...new Set([...facts.departments, ...departments])],
      }),
    },
  },
};
