const MINUTE_MS = 60_000;
const FIRST_MS = MINUTE_MS;
const LONGEST_MS = 240 * MINUTE_MS;

/** About seventeen hours of trying in all; then it is given up, for all to see. */
export const ATTEMPTS = 12;

/**
 * How long to wait after the attempt, in milliseconds: twice as long each time, of which the second half is chance, so
 * that what failed together doesn't come back together.
 *
 * @param random from 0 up to 1
 */
export function backOff(attempt: number, random: number): number {
  const longest = Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS);
  return longest / 2 + (longest / 2) * random;
}
