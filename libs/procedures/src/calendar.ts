import { addDays, encodeCalendar, type CalendarBits, type LocalDate } from '#domain';
import { isAnnouncedOff, isAnnouncedYear, isWeekend, lunarDay, pureBrightness } from './chinese-days.js';

/**
 * Statutory holidays by solar date. Only 1 and 2 May are fixed by regulation; the announcements have always made
 * it five days, and for a year not announced the longer guess sets no deadline into a holiday.
 */
const SOLAR_HOLIDAYS = ['01-01', '05-01', '05-02', '05-03', '05-04', '05-05', '10-01', '10-02', '10-03'];
/** Spring Festival with its eve is found from the first day; the others stand for themselves. */
const LUNAR_HOLIDAYS = [
  { month: 1, day: 1, from: -1, to: 2 },
  { month: 5, day: 5, from: 0, to: 0 },
  { month: 8, day: 15, from: 0, to: 0 },
];

const datesOf = (year: number): LocalDate[] => {
  const dates: LocalDate[] = [];
  for (let date = `${year}-01-01`; date.startsWith(`${year}-`); date = addDays(date, 1)) dates.push(date);
  return dates;
};

/** The first match is meant: a leap month, which bears the same number, comes after its month. */
const lunarHolidays = (dates: LocalDate[]): LocalDate[] =>
  LUNAR_HOLIDAYS.flatMap(({ month, day, from, to }) => {
    const match = dates.find((date) => {
      const lunar = lunarDay(date);
      return lunar.month === month && lunar.day === day;
    });
    if (!match) return [];
    return Array.from({ length: to - from + 1 }, (_, i) => addDays(match, from + i));
  });

const provisionalDaysOff = (year: number, dates: LocalDate[]): LocalDate[] => [
  ...dates.filter(isWeekend),
  ...SOLAR_HOLIDAYS.map((day) => `${year}-${day}`),
  pureBrightness(year),
  ...lunarHolidays(dates),
];

/**
 * The working days of `years` whole years from 1 January of `fromYear`, as far as the State Council has announced
 * them in the data of chinese-days. Later years get weekends and the statutory holidays and are marked by
 * `provisionalFrom`, because the library itself would silently call those holidays working days.
 */
export const calendarFromChineseDays = (fromYear: number, years: number, version: number): CalendarBits => {
  const off = new Set<LocalDate>();
  let days = 0;
  let provisionalFrom: LocalDate | undefined;
  for (let year = fromYear; year < fromYear + years; year += 1) {
    const dates = datesOf(year);
    days += dates.length;
    const announced = provisionalFrom === undefined && isAnnouncedYear(year);
    if (!announced) provisionalFrom ??= `${year}-01-01`;
    for (const date of announced ? dates.filter(isAnnouncedOff) : provisionalDaysOff(year, dates))
      off.add(date);
  }
  return encodeCalendar({ version, from: `${fromYear}-01-01`, days, off, provisionalFrom });
};
