/** A share as procedures write it: `2/3`. For parameter schemas. */
export const SHARE_PATTERN = '^[1-9][0-9]?/[1-9][0-9]?$';

/**
 * How many of `of` the share is at least: whole numbers, rounded up, so 2/3 of 7 is 5. What is not a proper share
 * asks for all: a broken parameter must not loosen a rule.
 */
export function share(value: string, of: number): number {
  const [numerator = 0, denominator = 0] = new RegExp(SHARE_PATTERN).test(value)
    ? value.split('/').map(Number)
    : [];
  if (denominator === 0 || numerator > denominator) return of;
  const product = numerator * of;
  const rest = product % denominator;
  return (product - rest) / denominator + (rest > 0 ? 1 : 0);
}
