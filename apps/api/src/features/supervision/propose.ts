import { fills, type Instant, type Role } from '#domain';
import type { DutySummary, WatchedStep } from '#persistence';

export const PROPOSALS = [
  'callOperator',
  'resume',
  'decideAssignment',
  'claim',
  'assign',
  'nudge',
  'askDepartment',
  'issueSupervisionOrder',
  'judgeSupervisionOrder',
] as const;
export type Proposal = (typeof PROPOSALS)[number];

/** So long overdue, a friendly word has had its time. */
const PATIENCE_MS = 3 * 86_400_000;

/** The one thing to do next about a step, for whoever holds these roles at its place. */
export function propose(
  { cause, assignee, owner, effectiveDueAt = Infinity }: WatchedStep,
  {
    roles,
    supervisionOrder,
    now,
  }: { roles: readonly Role[]; supervisionOrder: DutySummary | undefined; now: Instant },
): Proposal {
  if (supervisionOrder?.status === 'answered' && roles.includes(supervisionOrder.level))
    return 'judgeSupervisionOrder';
  if (cause === 'technicallyBlocked') return 'callOperator';
  if (cause === 'pausedTooLong') return 'resume';
  if (cause === 'assignmentUndecided') return 'decideAssignment';
  if (cause === 'anotherDepartment') return 'askDepartment';
  if (assignee && !supervisionOrder && effectiveDueAt + PATIENCE_MS <= now) return 'issueSupervisionOrder';
  if (assignee || cause === 'waitingForSignature') return 'nudge';
  return fills(roles, owner) ? 'claim' : 'assign';
}
