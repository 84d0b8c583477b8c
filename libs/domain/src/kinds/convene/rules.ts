import type { Instant, Term } from '../../model/basics.js';
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
  const { earliest, latest } = meetingTimes({ state, params }, occurredAt);
  if (at >= latest) return refuse('convene.tooLate', { latest }, '/at');
  if (at < earliest && !p.noticeWaived) return refuse('convene.noticeTooShort', { earliest }, '/at');
  return { outcome: 'convened' };
}

/** Between which instants a meeting that is called then may begin. */
export const meetingTimes = (
  { state: { calendar }, params }: Pick<StepContext<Params>, 'state' | 'params'>,
  calledAt: Instant,
): { earliest: Instant; latest: Instant } => ({
  earliest: params.notice === 'none' ? calledAt : atEarliest(calendar, calledAt, params.notice),
  latest: dueAfter(calendar, calledAt, params.within),
});
