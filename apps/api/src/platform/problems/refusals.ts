import type { Refusal } from '#domain';
import { Problem } from './problem.js';

/** Refusals that say: not in this state, maybe in another; every other one says: not with this content. */
const CONFLICTS = new Set([
  'case.alreadyOpen',
  'case.closed',
  'case.notClosed',
  'case.blocked',
  'case.paused',
  'pause.already',
  'resume.notPaused',
  'extension.pending',
  'extension.twice',
  'extension.notRequested',
  'extendWhole.kept',
  'extendWhole.twice',
  'step.notOpen',
  'step.heldByAnother',
  'step.tooEarly',
  'action.notOffered',
  'assign.unchanged',
  'assign.decisionAwaited',
  'assign.settled',
  'assign.opinionNotOwed',
  'assign.otherDepartmentHolds',
  'nudge.own',
  'nudge.tooEarly',
  'nudge.today',
  'withdraw.tooLate',
  'escalate.already',
  'confidentiality.unchanged',
  'externalRef.twice',
  'objection.noNotice',
  'calendar.notNewer',
  'objection.twice',
  'objection.answered',
  'order.alreadyIssued',
  'order.ended',
  'order.answered',
  'order.sameAddressee',
  'order.notAnswered',
  'order.returnsUsedUp',
  'order.blocked',
]);

/** Refused because of who asks. */
const FORBIDDEN = new Set(['order.notAddressee', 'order.ownAnswer', 'order.otherOffice']);

const statusOf = (code: string): number => {
  if (code === 'case.stale') return 412;
  if (code === 'case.unknown' || code === 'order.unknown') return 404;
  if (code.endsWith('.roleMissing') || FORBIDDEN.has(code)) return 403;
  return CONFLICTS.has(code) ? 409 : 422;
};

/**
 * What the domain refused, as a problem.
 *
 * @param prefix JSON pointer of the payload within the request's body, such as `/payload`
 */
export function problemOfRefusal({ code, params, path }: Refusal, prefix = ''): Problem {
  return new Problem(statusOf(code), code, params, path === undefined ? undefined : `${prefix}${path}`);
}
