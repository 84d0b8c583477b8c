/** What PostgreSQL holds instead of what was to be recorded. */
export type Divergence =
  /** Another event stands under this number. */
  | { reason: 'event'; seq: number }
  /** Events before this number are missing: PostgreSQL was restored older than Temporal, say. */
  | { reason: 'gap'; seq: number }
  /** No rows can be made of the events that stand there: one of them was not written by this product. */
  | { reason: 'unreadable' }
  /** A command of this id was carried out with another body, by another account, or as another version. */
  | { reason: 'command'; commandId: string };

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
