import { refuse } from '../../model/refusal.js';
import type { Judgement } from '../kind.js';
import type { TriagePayload } from './schemas.js';

/** Both sides of a dispute; nobody mediates with himself. */
const LEAST_PARTIES = 2;

/** No mediation against a party's refusal, nor beside a court or the police (People's Mediation Law 17). */
export const barred = ({ willingness, pending }: TriagePayload): boolean =>
  willingness === 'unwilling' || pending !== 'none';

/** Red lines come first: they are reported at once (People's Mediation Law 25), whatever else is true. */
export function judge(p: TriagePayload): Judgement {
  if (p.redLines.length > 0)
    return p.reportedTo ? { outcome: 'redLine' } : refuse('triage.reportMissing', {}, '/reportedTo');
  if (barred(p) || p.answerable) return { outcome: 'notAdmitted' };
  if (p.category === 'dispute') {
    const parties = new Set(p.parties).size;
    if (parties < LEAST_PARTIES)
      return refuse('triage.partiesMissing', { needed: LEAST_PARTIES, parties }, '/parties');
    if (p.willingness !== 'willing') return refuse('triage.willingnessUnknown', {}, '/willingness');
  }
  if (!p.procedure) return refuse('triage.procedureMissing', {}, '/procedure');
  return { outcome: 'admitted' };
}
