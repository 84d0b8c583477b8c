import type { Category, Term } from '../../model/basics.js';
import type { StepKind } from '../kind.js';
import { TERM_PATTERN } from '../convene/schemas.js';
import { barred, judge } from './rules.js';
import { schema, type TriagePayload } from './schemas.js';

interface Params {
  /** Terms of categories that are known at intake; until a category is set, the step's own term counts. */
  terms?: Partial<Record<Category, Term>>;
}

const term = (description: string) => ({ type: 'string', pattern: TERM_PATTERN, description }) as const;

/** Settles what the matter is, whether it may be deliberated, and by which procedure. */
export const triage: StepKind<Params> = {
  kind: 'triage',
  outcomes: ['admitted', 'notAdmitted', 'redLine'],
  params: {
    type: 'object',
    properties: {
      terms: {
        type: 'object',
        properties: {
          dispute: term('矛盾纠纷的受理期限 · term for disputes'),
          development: term('居（村）发展事项的受理期限 · term for development'),
          socialProgress: term('社会进步事项的受理期限 · term for social progress'),
        },
        additionalProperties: false,
        description:
          '登记时已知类别的受理期限 · terms by category, where it is known at intake; else the step’s own term',
      },
    },
    additionalProperties: false,
  },
  schedule({ state, params }) {
    const term = state.category && params.terms?.[state.category];
    return term ? { term } : {};
  },
  actions: {
    complete: {
      schema,
      example: {
        category: 'dispute',
        procedure: 'dispute',
        parties: ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002'],
        willingness: 'willing',
        redLines: [],
        pending: 'none',
        note: '网格员入户时听到，两家都愿意由村里说和。',
      },
      // What intake said, or the round before.
      form: ({ state: { category, urgent, reporterId, facts } }) => ({
        initial: {
          ...(category && { category }),
          ...(urgent && { urgent }),
          parties: facts.parties.length > 0 ? [...facts.parties] : reporterId ? [reporterId] : [],
        },
      }),
      judge: (_ctx, p: TriagePayload) => judge(p),
      apply: (facts, p: TriagePayload) => {
        const { explainWays: _before, redLine: _found, ...kept } = facts;
        return {
          ...kept,
          parties: [...p.parties],
          departments: [...(p.departments ?? [])],
          ...(barred(p) && { explainWays: true }),
          ...(p.redLines.length > 0 && { redLine: true as const }),
        };
      },
    },
  },
};
