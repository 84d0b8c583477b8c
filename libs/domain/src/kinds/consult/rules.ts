import type { CaseFacts } from '../../model/state.js';
import { refuse } from '../../model/refusal.js';
import type { Judgement, StepContext } from '../kind.js';
import { share } from '../share.js';
import type { CompletePayload } from './schemas.js';

export interface Params {
  aligned: string;
  blocks: boolean;
}

/** Everyone is talked to; views are basically unified, or a reason says why to go on all the same. */
export function judgeCompletion({ state, params }: StepContext<Params>, p: CompletePayload): Judgement {
  const { members, talks } = state.facts;
  if (p.reselect) return p.reason ? { outcome: 'reselect' } : refuse('consult.reasonMissing', {}, '/reason');
  const missing = members.filter(({ personId }) => !talks[personId]).length;
  if (missing > 0) return refuse('consult.talksMissing', { missing });
  const { aligned, needed } = alignment(state.facts, params);
  if (params.blocks && aligned < needed && !p.reason)
    return refuse('consult.notAligned', { aligned, needed }, '/reason');
  return { outcome: 'consulted' };
}

const alignment = ({ members, talks }: CaseFacts, params: Params) => ({
  aligned: members.filter(({ personId }) => talks[personId] === 'aligned').length,
  needed: share(params.aligned, members.length),
});

/** Once everyone was talked to and views are not unified, going on and selecting anew both need a reason. */
export function reasonNeeded({ state, params }: Pick<StepContext<Params>, 'state' | 'params'>): boolean {
  const { members, talks } = state.facts;
  const { aligned, needed } = alignment(state.facts, params);
  return params.blocks && aligned < needed && members.every(({ personId }) => talks[personId]);
}
