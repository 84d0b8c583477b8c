import { fills, type Instant, type Role } from '#domain';
import type { DutySummary, WatchedStep } from '#persistence';

export const PROPOSALS = [
  'callOperator',
  'resume',
  'decideHolder',
  'claim',
  'assign',
  'nudge',
  'askDepartment',
  'order',
  'judgeOrder',
] as const;
export type Proposal = (typeof PROPOSALS)[number];

/** So long overdue, a friendly word has had its time. */
const PATIENCE_MS = 3 * 86_400_000;

/** The one thing to do next about a step, for whoever holds these roles at its place. */
export function propose(
  { cause, assignee, owner, governingDueAt = Infinity }: WatchedStep,
  { roles, order, now }: { roles: readonly Role[]; order: DutySummary | undefined; now: Instant },
): Proposal {
  if (order?.status === 'answered' && roles.includes(order.level)) return 'judgeOrder';
  if (cause === 'technicallyBlocked') return 'callOperator';
  if (cause === 'pausedTooLong') return 'resume';
  if (cause === 'holderUndecided') return 'decideHolder';
  if (cause === 'anotherDepartment') return 'askDepartment';
  if (assignee && !order && governingDueAt + PATIENCE_MS <= now) return 'order';
  if (assignee || cause === 'waitingForSignature') return 'nudge';
  return fills(roles, owner) ? 'claim' : 'assign';
}
