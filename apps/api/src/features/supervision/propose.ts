import { fills, type Role } from '#domain';
import type { WatchedStep } from '#persistence';

export const PROPOSALS = [
  'callOperator',
  'decideHolder',
  'claim',
  'assign',
  'nudge',
  'askDepartment',
] as const;
export type Proposal = (typeof PROPOSALS)[number];

/** The one thing to do next about a step, for whoever holds these roles at its place. */
export function propose({ cause, assignee, owner }: WatchedStep, roles: readonly Role[]): Proposal {
  if (cause === 'technicallyBlocked') return 'callOperator';
  if (cause === 'holderUndecided') return 'decideHolder';
  if (cause === 'anotherDepartment') return 'askDepartment';
  if (assignee || cause === 'waitingForSignature') return 'nudge';
  return fills(roles, owner) ? 'claim' : 'assign';
}
