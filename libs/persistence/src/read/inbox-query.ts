import type { Instant } from '#domain';
import type { CaseScope } from './case-scope.js';

export interface InboxQuery {
  /** Held now; whoever asks has looked at the validity of memberships and at who stands in for whom. */
  scope: CaseScope;
  /** Of who holds a step it is asked whether they still may. */
  now: Instant;
  /** Only what is due after the one instant and not after the other. */
  due?: DueSpan;
  limit: number;
  after?: string;
}

export interface DueSpan {
  after?: Instant;
  upTo?: Instant;
}
