import type { LocalDate } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import { refuse, type Refusal } from '../model/refusal.js';
import { encodeCalendar, isDayOff, knownDays } from './calendar-bits.js';
import { addDays, dateText, dayNumber, isDate, weekday } from './date.js';

/** What an announcement names: days off, and weekends that are worked instead (调休). */
export const CALENDAR_DAY_KINDS = ['holiday', 'makeUp'] as const;
export interface CalendarDay {
  date: LocalDate;
  kind: (typeof CALENDAR_DAY_KINDS)[number];
}

/** The announcement for whole years. A provisional year is a guess until it is announced. */
export interface CalendarYears {
  years: readonly number[];
  provisionalYears?: readonly number[];
  days: readonly CalendarDay[];
}

export type EditedCalendar = { calendar: CalendarBits } | { refusals: Refusal[] };

/** The state of every case carries the calendar, so it can't grow for ever. */
const MOST_YEARS = 10;

const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));
const lastDate = ({ from, days }: CalendarBits): LocalDate => addDays(from, days - 1);
const isWeekend = (date: LocalDate): boolean => weekday(dayNumber(date)) % 6 === 0;

const yearsOf = (calendar: CalendarBits): number[] =>
  calendar.days < 1 ? [] : span(yearOf(calendar.from), yearOf(lastDate(calendar)));
const span = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

const datesOf = (year: number): LocalDate[] => {
  const first = dayNumber(`${year}-01-01`);
  return Array.from({ length: dayNumber(`${year + 1}-01-01`) - first }, (_, i) => dateText(first + i));
};

/** The named years anew, the others as they are in `base`. All that is wrong is told at once. */
export function withYears(base: CalendarBits, edit: CalendarYears, version: number): EditedCalendar {
  const refusals = [...yearRefusals(base, edit), ...dayRefusals(edit.days, isWeekend)];
  edit.days.forEach(({ date }, i) => {
    if (isDate(date) && !edit.years.includes(yearOf(date)))
      refusals.push(refuse('calendar.yearNotNamed', { date }, `/days/${i}/date`).refusal);
  });
  if (refusals.length > 0) return { refusals };
  const all = [...new Set([...yearsOf(base), ...edit.years])].sort((a, b) => a - b);
  const named = new Map(edit.days.map(({ date, kind }) => [date, kind]));
  const isOffThen = (date: LocalDate): boolean => {
    if (!edit.years.includes(yearOf(date))) return isDayOff(base, dayNumber(date));
    return named.has(date) ? named.get(date) === 'holiday' : isWeekend(date);
  };
  const dates = all.flatMap(datesOf);
  const [guessed] = provisionalAfter(base, edit, all);
  return {
    calendar: encodeCalendar({
      version,
      from: `${all[0]}-01-01`,
      days: dates.length,
      off: new Set(dates.filter(isOffThen)),
      ...(guessed !== undefined && { provisionalFrom: `${guessed}-01-01` }),
    }),
  };
}

const provisionalAfter = (base: CalendarBits, edit: CalendarYears, all: readonly number[]): number[] =>
  all.filter((year) =>
    edit.years.includes(year)
      ? edit.provisionalYears?.includes(year)
      : base.provisionalFrom !== undefined && year >= yearOf(base.provisionalFrom),
  );

function yearRefusals(base: CalendarBits, edit: CalendarYears): Refusal[] {
  const { years, provisionalYears = [], days } = edit;
  if (years.length === 0) return [refuse('calendar.noYear', {}, '/years').refusal];
  const all = [...new Set([...yearsOf(base), ...years])].sort((a, b) => a - b);
  if (Math.max(...all) - Math.min(...all) >= MOST_YEARS)
    return [refuse('calendar.tooManyYears', { max: MOST_YEARS }, '/years').refusal];
  const missing = span(all[0]!, all.at(-1)!).filter((year) => !all.includes(year));
  const strange = provisionalYears.filter((year) => !years.includes(year));
  const empty = years.filter(
    (year) =>
      !provisionalYears.includes(year) &&
      !days.some(({ date, kind }) => kind === 'holiday' && date.startsWith(`${year}-`)),
  );
  const guessed = provisionalAfter(base, edit, all);
  const gap = all.find((year) => year > (guessed[0] ?? Infinity) && !guessed.includes(year));
  return [
    ...missing.map((year) => refuse('calendar.yearMissing', { year }, '/years').refusal),
    ...strange.map((year) => refuse('calendar.yearMissing', { year }, '/provisionalYears').refusal),
    ...empty.map((year) => refuse('calendar.yearEmpty', { year }, '/days').refusal),
    ...(gap === undefined ? [] : [refuse('calendar.provisionalBefore', { year: gap }, '/years').refusal]),
  ];
}

/** @param isRest whether the day is off before it is made up for */
function dayRefusals(days: readonly CalendarDay[], isRest: (date: LocalDate) => boolean): Refusal[] {
  const seen = new Set<LocalDate>();
  return days.flatMap(({ date, kind }, i): Refusal[] => {
    const path = `/days/${i}/date`;
    if (!isDate(date)) return [refuse('calendar.notADate', {}, path).refusal];
    if (seen.has(date)) return [refuse('calendar.dayTwice', { date }, path).refusal];
    seen.add(date);
    if (kind === 'makeUp' && !isRest(date)) return [refuse('calendar.makeUpNotOff', { date }, path).refusal];
    return [];
  });
}

/** A county's own days over the national calendar; judged, for a working day can't be made up for. */
export function withOverride(
  national: CalendarBits,
  days: readonly CalendarDay[],
  version: number,
): EditedCalendar {
  const refusals = dayRefusals(days, (date) => isDayOff(national, dayNumber(date)));
  days.forEach(({ date }, i) => {
    if (isDate(date) && !yearsOf(national).includes(yearOf(date)))
      refusals.push(refuse('calendar.yearMissing', { year: yearOf(date) }, `/days/${i}/date`).refusal);
  });
  return refusals.length > 0 ? { refusals } : { calendar: overridden(national, days, version) };
}

/** The same override over another national calendar. */
export function overridden(
  national: CalendarBits,
  days: readonly CalendarDay[],
  version: number,
): CalendarBits {
  const own = new Map(days.map(({ date, kind }) => [date, kind === 'holiday']));
  const first = dayNumber(national.from);
  const dates = Array.from({ length: national.days }, (_, i) => dateText(first + i));
  const { isOff } = knownDays(national);
  const off = new Set(dates.filter((date, i) => own.get(date) ?? isOff(first + i)));
  return encodeCalendar({ ...national, version, off });
}

/**
 * `base` with the years of `fresh` after it. What was announced in `base` stays as it was published, whoever entered
 * it; what it only guessed is taken from `fresh`.
 */
export function prolonged(base: CalendarBits, fresh: CalendarBits): CalendarBits {
  const first = dayNumber(base.from);
  const days = Math.max(first + base.days, dayNumber(fresh.from) + fresh.days) - first;
  const settled = settledUntil(base);
  const dates = Array.from({ length: days }, (_, i) => dateText(first + i));
  const freshEnd = addDays(fresh.from, fresh.days);
  const from = (date: LocalDate) => (date < settled || date >= freshEnd ? base : fresh);
  const [old, young] = [knownDays(base), knownDays(fresh)];
  const off = new Set(dates.filter((date, i) => (from(date) === base ? old : young).isOff(first + i)));
  const known = settledUntil(fresh);
  const provisionalFrom = known > settled ? known : settled;
  return encodeCalendar({
    version: fresh.version,
    from: base.from,
    days,
    off,
    ...(provisionalFrom < addDays(base.from, days) && { provisionalFrom }),
  });
}

/** The first date of which nothing, or only a guess, is known. */
export const settledUntil = ({ from, days, provisionalFrom }: CalendarBits): LocalDate =>
  provisionalFrom ?? addDays(from, days);

/** Days on which two calendars differ, in order; `off` is what `after` says. */
export function changedDays(
  before: CalendarBits,
  after: CalendarBits,
): { date: LocalDate; before: 'off' | 'working'; after: 'off' | 'working' }[] {
  const word = (off: boolean) => (off ? 'off' : 'working');
  const first = Math.min(dayNumber(before.from), dayNumber(after.from));
  const end = Math.max(dayNumber(before.from) + before.days, dayNumber(after.from) + after.days);
  const [was, is] = [knownDays(before), knownDays(after)];
  return Array.from({ length: end - first }, (_, i) => first + i)
    .filter((day) => was.isOff(day) !== is.isOff(day))
    .map((day) => ({ date: dateText(day), before: word(was.isOff(day)), after: word(is.isOff(day)) }));
}
