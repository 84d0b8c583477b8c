import type { Term } from '../model/basics.js';

/** Working days, calendar days, clock hours. */
export type TermUnit = 'wd' | 'cd' | 'h';
export interface ParsedTerm {
  amount: number;
  unit: TermUnit;
}

/** Four digits are 27 years: longer than any calendar. */
const TERM = /^([1-9]\d{0,3})(wd|cd|h)$/;

/** Undefined when it can't be read or isn't positive. `sameDay` ends at 24:00 of the starting day: no days. */
export const parseTerm = (term: Term): ParsedTerm | undefined => {
  if (term === 'sameDay') return { amount: 0, unit: 'cd' };
  const match = TERM.exec(term);
  return match ? { amount: Number(match[1]), unit: match[2] as TermUnit } : undefined;
};

/** Procedures are verified before use; should a broken term come here, the strictest reading holds. */
export const readTerm = (term: Term): ParsedTerm => parseTerm(term) ?? { amount: 0, unit: 'cd' };
