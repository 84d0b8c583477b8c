import type { CaseFacts } from '../../model/state.js';
import type { StepKind } from '../kind.js';
import { judgeCompletion, type Params } from './rules.js';
import { complete, hear, type CompletePayload, type HearPayload } from './schemas.js';

const withHeard = (facts: CaseFacts, people: readonly string[]): CaseFacts => ({
  ...facts,
  heard: [...new Set([...facts.heard, ...people])],
});

/**
 * The people concerned are heard in depth. Who was heard stays heard when the inquiry opens again for more, so
 * nothing is reset.
 */
export const investigate: StepKind<Params> = {
  kind: 'investigate',
  outcomes: ['completed'],
  params: {
    type: 'object',
    properties: {
      minHeard: {
        type: 'integer',
        minimum: 1,
        maximum: 100,
        default: 1,
        description: '至少听取意见的人数 · how many people must be heard at least',
      },
    },
    additionalProperties: false,
  },
  progress({ state: { facts }, params }) {
    const persons = facts.parties.filter((party) => !facts.heard.includes(party));
    return { done: facts.heard.length, needed: params.minHeard, persons };
  },
  actions: {
    hear: {
      schema: hear,
      example: {
        personId: '019a0000-0000-7000-8000-000000000001',
        channel: 'homeVisit',
        note: '张三说偏房是去年翻修的，屋檐没超过老墙，愿意装檐沟。',
      },
      judge: () => ({}),
      apply: (facts, { personId }: HearPayload) => withHeard(facts, [personId]),
    },
    complete: {
      schema: complete,
      example: {
        principalContradiction: '排水走向没说清，不是宅基地界线。',
        proposedPosition: '张三装檐沟把水引到公沟，李四恢复排水沟，墙面返潮由双方分担修补。',
        heard: ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002'],
        findings: '实地量距，檐口到墙22厘米；看了2009年宅基地图；问了两位老邻居。',
      },
      judge: judgeCompletion,
      apply: (facts, { heard = [] }: CompletePayload) => withHeard(facts, heard),
    },
  },
};
