import type { Instant, LocalDate } from '../model/basics.js';

/** Asia/Shanghai has been UTC+8 without daylight saving since 1991. */
const OFFSET_MS = 8 * 3_600_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Days since 1970-01-01: all arithmetic is done on these, text is only for the edges. */
export type DayNumber = number;

/** 0001-01-01 and 9999-12-31: a date is always ten characters, so that dates compare as text. */
const FIRST_DAY = -719_162;
const LAST_DAY = 2_932_896;

export const dayOf = (instant: Instant): DayNumber => Math.floor((instant + OFFSET_MS) / DAY_MS);

/** 00:00 Shanghai time of the day. */
export const dayStart = (day: DayNumber): Instant => day * DAY_MS - OFFSET_MS;

export const dayNumber = (date: LocalDate): DayNumber => Date.parse(`${date}T00:00:00Z`) / DAY_MS;

export const dateText = (day: DayNumber): LocalDate =>
  new Date(Math.min(Math.max(day, FIRST_DAY), LAST_DAY) * DAY_MS).toISOString().slice(0, 10);

/** 0 is Sunday, 6 is Saturday; 1970-01-01 was a Thursday. */
export const weekday = (day: DayNumber): number => (((day + 4) % 7) + 7) % 7;

/** The calendar date in Asia/Shanghai at this instant, whatever the host's time zone. */
export const dateOf = (instant: Instant): LocalDate => dateText(dayOf(instant));

/** 00:00 Shanghai time of the date. */
export const startOfDay = (date: LocalDate): Instant => dayStart(dayNumber(date));

export const addDays = (date: LocalDate, n: number): LocalDate => dateText(dayNumber(date) + n);

/** Calendar days from the one date to the other; negative when the other comes before. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from);

/** Whether the text is a real date, so not 2026-02-30. */
export const isDate = (text: string): text is LocalDate =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(dayNumber(text)) && dateText(dayNumber(text)) === text;
