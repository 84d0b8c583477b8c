/** What PostgreSQL holds instead of what was to be recorded. */
export type Divergence =
  /** Another event stands under this number. */
  | { reason: 'event'; seq: number }
  /** Events before this number are missing: PostgreSQL was restored older than Temporal, say. */
  | { reason: 'gap'; seq: number }
  /** No rows can be made of the events that stand there: one of them was not written by this product. */
  | { reason: 'unreadable' }
  /** A command of this id was carried out with another body, by another account, or as another version. */
  | { reason: 'command'; commandId: string }
  /** The audit link is missing to which the next event would be chained. */
  | { reason: 'audit'; seq: number };

/** Workflow and PostgreSQL tell different stories. Trying again can't help; nothing was written. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';

  constructor(
    readonly id: string,
    readonly divergence: Divergence,
    what: 'case' | 'duty' = 'case',
  ) {
    super(`${what} ${id} diverged: ${JSON.stringify(divergence)}`);
  }
}

/** An event was made by rules that this program doesn't know yet. A newer worker can record it: it is tried again. */
export class NewerRulesError extends Error {
  override readonly name = 'NewerRulesError';

  constructor(what: 'case' | 'duty', id: string, rules: number) {
    super(`${what} ${id} goes by rules ${rules}, which are newer than this program's`);
  }
}
