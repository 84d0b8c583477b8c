import type { Instant, Role } from '#domain';
import type { ScopePlace } from './case-list.js';

/** A role held at a place: its unassigned steps there and below are one's own to claim. */
export interface RoleAtPlace {
  role: Role;
  place: ScopePlace;
  /** Of a department's representative: only cases that touch this department. */
  departmentId?: string;
}

export interface InboxQuery {
  accountId: string;
  /** Held now; whoever asks has looked at the validity of memberships and at who stands in for whom. */
  roles: readonly RoleAtPlace[];
  /** Only what is due after the one instant and not after the other. */
  due?: DueSpan;
  limit: number;
  after?: string;
}

export interface DueSpan {
  after?: Instant;
  upTo?: Instant;
}
