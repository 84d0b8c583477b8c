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
  const aligned = members.filter(({ personId }) => talks[personId] === 'aligned').length;
  const needed = share(params.aligned, members.length);
  if (params.blocks && aligned < needed && !p.reason)
    return refuse('consult.notAligned', { aligned, needed }, '/reason');
  return { outcome: 'consulted' };
}
