import type { Instant, LocalDate } from '../model/basics.js';
import { refuse, type Refusal } from '../model/refusal.js';
import { addDays, dateOf, isDate } from './date.js';

const [YEAR, TEN_YEARS] = [366, 3_653];

/**
 * Which days may stand in which field, *default*: so many calendar days before and after the day of entry. What lies
 * beyond is a slip of the pen, and days are counted between what is entered and now. Every date and instant that comes
 * in belongs to one of these.
 */
export const DATE_RANGES = {
  /** Something that has happened. */
  fact: { before: TEN_YEARS, after: 0 },
  /** Something that is to be done; entered afterwards, its day may be past. */
  plan: { before: TEN_YEARS, after: TEN_YEARS },
  meeting: { before: TEN_YEARS, after: YEAR },
  pauseEnd: { before: TEN_YEARS, after: YEAR },
  /** What another system asks for; the days before are counted from when the matter came in. */
  externalDue: { before: 2 * 365, after: 5 * 365 },
  birth: { before: 130 * YEAR, after: 0 },
  /** The first and last day of figures that are asked for. */
  figures: { before: 2 * TEN_YEARS, after: TEN_YEARS },
} as const satisfies Record<string, { before: number; after: number }>;
export type DateRange = keyof typeof DATE_RANGES;

/** The first and the last day that are allowed. @param since from when the days before are counted */
export function allowedDays(
  range: DateRange,
  now: Instant,
  since: Instant = now,
): { earliest: LocalDate; latest: LocalDate } {
  const { before, after } = DATE_RANGES[range];
  return { earliest: addDays(dateOf(since), -before), latest: addDays(dateOf(now), after) };
}

/** Refuses a date or instant that nobody can have meant, or that is none; tells what is allowed. */
export function unfitDate(
  range: DateRange,
  given: Instant | LocalDate,
  { now, since, path }: { now: Instant; since?: Instant; path: string },
): { refusal: Refusal } | undefined {
  const { earliest, latest } = allowedDays(range, now, since);
  const fits = day(given) >= earliest && day(given) <= latest;
  return fits ? undefined : refuse('date.implausible', { earliest, latest }, path);
}

/** Dates compare as text; what is no date compares with nothing. */
const day = (given: Instant | LocalDate): LocalDate => {
  if (typeof given === 'string') return isDate(given) ? given : '';
  return Number.isFinite(given) ? dateOf(given) : '';
};
