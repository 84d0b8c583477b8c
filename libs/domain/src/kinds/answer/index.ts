import { refuse } from '../../model/refusal.js';
import type { StepContext, StepKind } from '../kind.js';
import { payload, text, type PayloadOf } from '../schema.js';

/** The ways that stay open (People's Mediation Law 26). */
export const WAYS = ['mediationElsewhere', 'arbitration', 'administrative', 'court', 'policeReport'] as const;

interface Params {
  waysRequired: boolean;
}

const schema = payload(
  {
    text: text('答复内容 · the answer'),
    ways: {
      type: 'array',
      items: { type: 'string', enum: WAYS },
      uniqueItems: true,
      maxItems: WAYS.length,
      description:
        '已告知的途径：其他调解、仲裁、行政途径、诉讼、报警；不予受理或未达成一致时必填 · ways explained: mediation elsewhere, arbitration, administrative, court, report to the police; required when not admitted or not agreed',
    },
  },
  ['text'],
);
type Payload = PayloadOf<typeof schema>;

const waysRequired = ({ params, state }: Pick<StepContext<Params>, 'params' | 'state'>): boolean =>
  params.waysRequired || state.facts.explainWays === true;

/** Every matter gets an answer; one that ends without agreement also gets the ways that are open. */
export const answer: StepKind<Params> = {
  kind: 'answer',
  outcomes: ['answered'],
  params: {
    type: 'object',
    properties: {
      waysRequired: {
        type: 'boolean',
        default: false,
        description: '必须告知其他途径 · the further ways must be explained',
      },
    },
    additionalProperties: false,
  },
  actions: {
    complete: {
      schema,
      example: {
        text: '一方明确表示不愿意村里调解，且已向法院起诉，村里不再组织议事，请等候法院通知。',
        ways: ['court', 'mediationElsewhere'],
      },
      form: (ctx) => (waysRequired(ctx) ? { required: ['/ways'] } : {}),
      judge: (ctx, { ways = [] }: Payload) => {
        if (waysRequired(ctx) && ways.length === 0) return refuse('answer.waysMissing', {}, '/ways');
        return { outcome: 'answered' };
      },
    },
  },
};
