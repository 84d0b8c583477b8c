import chineseDays from 'chinese-days';
import { createRequire } from 'node:module';

/**
 * What we take from chinese-days, in a way that the host's time zone makes no difference. Its functions read
 * `YYYY-MM-DD` as UTC and format with local getters, so that west of Greenwich even its tables of holidays are
 * built a day off; the data file that it ships beside them is right everywhere.
 */
interface AnnouncedDays {
  /** Date → `English,中文,days`. */
  holidays: Record<string, string>;
  /** Working weekends (调休). */
  workdays: Record<string, string>;
}
const announced = createRequire(import.meta.url)('chinese-days/dist/chinese-days.json') as AnnouncedDays;

export const isWeekend = (date: string): boolean =>
  [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());

/** Off by announcement or weekend, unless a working weekend. Only meaningful in an announced year. */
export const isAnnouncedOff = (date: string): boolean =>
  date in announced.holidays || (isWeekend(date) && !(date in announced.workdays));

/** Every yearly announcement names National Day; of a year that was not announced the data knows nothing. */
export const isAnnouncedYear = (year: number): boolean => `${year}-10-01` in announced.holidays;

/** Month and day of the lunar calendar. A leap month has the number of the month before it. */
export const lunarDay = (date: string): { month: number; day: number } => {
  const { lunarMon, lunarDay: day } = chineseDays.getLunarDate(new Date(`${date}T12:00:00+08:00`));
  return { month: lunarMon, day };
};

/** 清明, which falls on 4, 5 or 6 April. */
export const pureBrightness = (year: number): string => {
  const shown = new Date(`${chineseDays.getSolarTermDate(year, 4, 'pure_brightness')}T00:00:00Z`);
  if (shown.getTimezoneOffset() > 0) shown.setUTCDate(shown.getUTCDate() + 1);
  return shown.toISOString().slice(0, 10);
};
