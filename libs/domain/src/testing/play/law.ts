import type { Deed } from './notes.js';

export type Law = (deed: Deed) => string[];
/** Names of the rules that do not hold. */
export const wrong = (rules: Record<string, boolean>): string[] =>
  Object.entries(rules).flatMap(([name, holds]) => (holds ? [] : [name]));
export const has = (...values: unknown[]): boolean =>
  values.every((value) => value !== undefined && value !== '');
/** At least `share` of `of`, by multiplication. */
export const reaches = (count: number, share: string, of: number): boolean => {
  if (share === 'all') return count >= of;
  const [a = 1, b = 1] = String(share ?? '0/1')
    .split('/')
    .map(Number);
  return count * b >= of * a;
};
