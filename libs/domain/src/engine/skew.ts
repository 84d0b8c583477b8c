import type { Instant } from '../model/basics.js';
import type { Dated } from '../model/command.js';

/** By so many milliseconds the sender's clock may be ahead of the workflow's: "now" there is now here. */
const CLOCK_SKEW = 60_000;

const notAhead = (at: Instant, now: Instant): Instant => (at <= now + CLOCK_SKEW ? Math.min(at, now) : at);

/** When a fact happened: as somebody said, else now. No other clock than the workflow's is asked. */
export const dated = <C extends { occurredAt?: Instant }>(command: C, now: Instant): Dated<C> => ({
  ...command,
  occurredAt: command.occurredAt === undefined ? now : notAhead(command.occurredAt, now),
});
