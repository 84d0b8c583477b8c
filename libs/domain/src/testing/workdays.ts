import type { LocalDate } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import { encodeCalendar } from '../time/index.js';

/** Typed from the announced holidays; what is not named here follows the weekdays. */
const OFF =
  '01-01 01-02 02-16 02-17 02-18 02-19 02-20 02-23 04-06 05-01 05-04 05-05 06-19 09-25 10-01 10-02 10-05 10-06 10-07';
const WORKING_WEEKENDS = '01-04 02-14 02-28 05-09 09-20 10-10';

const YEAR = 2026;
const named = (days: string): Set<LocalDate> => new Set(days.split(' ').map((day) => `${YEAR}-${day}`));

/** The year 2026 as announced, with its working Saturdays and Sundays. */
export function announced2026(): CalendarBits {
  const [holidays, working] = [named(OFF), named(WORKING_WEEKENDS)];
  const off = new Set<LocalDate>();
  for (let t = Date.UTC(YEAR, 0, 1); t < Date.UTC(YEAR + 1, 0, 1); t += 86_400_000) {
    const at = new Date(t);
    const date = at.toISOString().slice(0, 10);
    if (holidays.has(date) || (at.getUTCDay() % 6 === 0 && !working.has(date))) off.add(date);
  }
  const from = `${YEAR}-01-01`;
  return encodeCalendar({ version: 1, from, days: 365, off, provisionalFrom: `${YEAR + 1}-01-01` });
}
