import type { LocalDate } from './basics.js';

/**
 * Working days as data: bit i of `off` (little-endian within each byte, base64) tells whether day `from` + i is
 * off. The state carries this, never a holiday library, so that a history replays the same for ever.
 */
export interface CalendarBits {
  version: number;
  from: LocalDate;
  days: number;
  off: string;
  /** From this date on the holidays were not announced when the calendar was made. */
  provisionalFrom?: LocalDate;
}
