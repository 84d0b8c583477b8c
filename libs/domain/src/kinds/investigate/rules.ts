import { refuse } from '../../model/refusal.js';
import type { Judgement, StepContext } from '../kind.js';
import type { CompletePayload } from './schemas.js';

export interface Params {
  minHeard: number;
}

/** Enough people heard, and in a dispute every party, or a reason why not. */
export function judgeCompletion({ state, params }: StepContext<Params>, p: CompletePayload): Judgement {
  const { facts, category } = state;
  const heard = new Set([...facts.heard, ...(p.heard ?? [])]);
  if (heard.size < params.minHeard)
    return refuse('investigate.tooFewHeard', { needed: params.minHeard, heard: heard.size }, '/heard');
  const parties = facts.parties.filter((party) => !heard.has(party));
  if (category === 'dispute' && parties.length > 0 && !p.notHeardReason)
    return refuse('investigate.partyNotHeard', { missing: parties.length, parties }, '/heard');
  return { outcome: 'completed' };
}
