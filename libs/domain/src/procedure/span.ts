import type { Term } from '../model/basics.js';
import { parseTerm } from '../time/index.js';

/** A length of time before any calendar is known: working days and calendar days can't be added up exactly. */
export interface Span {
  workingDays: number;
  calendarDays: number;
  hours: number;
}

export const NO_TIME: Span = { workingDays: 0, calendarDays: 0, hours: 0 };

export const spanOf = (term: Term | undefined): Span => {
  const parsed = term === undefined ? undefined : parseTerm(term);
  if (!parsed) return NO_TIME;
  const { amount, unit } = parsed;
  if (unit === 'wd') return { ...NO_TIME, workingDays: amount };
  return unit === 'cd' ? { ...NO_TIME, calendarDays: amount } : { ...NO_TIME, hours: amount };
};

export const add = (...spans: Span[]): Span => ({
  workingDays: spans.reduce((sum, { workingDays }) => sum + workingDays, 0),
  calendarDays: spans.reduce((sum, { calendarDays }) => sum + calendarDays, 0),
  hours: spans.reduce((sum, { hours }) => sum + hours, 0),
});

/** In calendar days, for comparing: five working days are a week, holidays left out of account. */
export const approximateDays = ({ workingDays, calendarDays, hours }: Span): number =>
  (workingDays * 7) / 5 + calendarDays + hours / 24;

export const longerOf = (a: Span, b: Span): Span => (approximateDays(b) > approximateDays(a) ? b : a);
