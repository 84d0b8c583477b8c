/** What can't be recorded is parked: the run waits for an operator, who reads here why. */

/** Stable codes; the sentences stand in `libs/i18n` as `parked.<code>`. */
export const PARK_CODES = [
  /** PostgreSQL holds another event under the same number; `detail` is the number. */
  'diverged.event',
  /** Earlier events are missing in PostgreSQL; `detail` is the first missing number. */
  'diverged.gap',
  /** No rows can be made of the events that PostgreSQL holds. */
  'diverged.unreadable',
  /** The audit link is missing to which the next event would be chained; `detail` is its number. */
  'diverged.audit',
  /** A command stands in PostgreSQL with another body, account or version; `detail` is its id. */
  'diverged.command',
  /** PostgreSQL has no such value (SQLSTATE class 22); `detail` is the SQLSTATE. */
  'unrecordable.value',
  /** A constraint of a table is violated (class 23); `detail` is the SQLSTATE and the constraint. */
  'unrecordable.constraint',
  /** Larger than PostgreSQL can hold (class 54); `detail` is the SQLSTATE. */
  'unrecordable.size',
  /** The program broke over it; `detail` is the class of the error. */
  'unrecordable.program',
] as const;
export type ParkCode = (typeof PARK_CODES)[number];

/** Codes and numbers only: it stands in PostgreSQL and in the log. */
export interface ParkReason {
  code: ParkCode;
  detail?: string;
}

export interface ParkInput {
  /** When it was parked first or again, milliseconds since 1970. */
  at: number;
  reason: ParkReason;
}

/** Failure type: PostgreSQL will never take this; `details[0]` is the {@link ParkReason}. */
export const UNRECORDABLE = 'UNRECORDABLE';
