import type { Instant } from '../model/basics.js';

/** By so many milliseconds the sender's clock may be ahead of the workflow's: "now" there is now here. */
const CLOCK_SKEW = 60_000;

export const notAhead = (at: Instant, now: Instant): Instant =>
  at <= now + CLOCK_SKEW ? Math.min(at, now) : at;
