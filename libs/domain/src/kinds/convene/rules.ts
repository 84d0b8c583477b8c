import type { Term } from '../../model/basics.js';
import { refuse } from '../../model/refusal.js';
import { atEarliest, dueAfter } from '../../time/index.js';
import type { Judgement, StepContext } from '../kind.js';
import type { ConvenePayload } from './schemas.js';

export interface Params {
  within: Term;
  /** `none` where nobody need be told beforehand. */
  notice: Term;
}

/**
 * Notice and limit both count from the calling of the meeting, so that a late convener can still call a lawful
 * one. Clock hours of urgent cases don't shorten the limit: the notice could not be kept within it.
 */
export function judge({ state, params, meta }: StepContext<Params>, p: ConvenePayload): Judgement {
  const { occurredAt } = meta;
  const at = Date.parse(p.at);
  // A leap second is a valid date-time that no clock of ours can show.
  if (Number.isNaN(at)) return refuse('convene.timeInvalid', {}, '/at');
  if (at < occurredAt) return refuse('convene.beforeCalling', {}, '/at');
  const { calendar } = state;
  const latest = dueAfter(calendar, occurredAt, params.within);
  if (at >= latest) return refuse('convene.tooLate', { latest }, '/at');
  const earliest = params.notice === 'none' ? occurredAt : atEarliest(calendar, occurredAt, params.notice);
  if (at < earliest && !p.noticeWaived) return refuse('convene.noticeTooShort', { earliest }, '/at');
  return { outcome: 'convened' };
}
