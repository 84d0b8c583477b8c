import { type CalendarDay, isDate, type Refusal } from '#domain';

/** The words that an office's table uses are understood as well as the codes. */
const KINDS: Readonly<Record<string, CalendarDay['kind']>> = {
  holiday: 'holiday',
  放假: 'holiday',
  makeUp: 'makeUp',
  调休: 'makeUp',
  上班: 'makeUp',
};

/** A line a day: date, kind; more columns (a name, say) are not looked at. A heading and blank lines may be there. */
export function daysOfCsv(csv: string): { days: CalendarDay[]; lines: number[]; refusals: Refusal[] } {
  const days: CalendarDay[] = [];
  const lines: number[] = [];
  const refusals: Refusal[] = [];
  csv.split(/\r?\n/).forEach((text, index) => {
    const [date = '', word = ''] = text.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    const heading = index === 0 && !/^\d/.test(date);
    if (text.trim() === '' || heading) return;
    const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined;
    const code = kind ? 'calendar.csvNotADate' : 'calendar.csvLine';
    if (!kind || !isDate(date)) refusals.push({ code, params: { line: index + 1 }, path: '/csv' });
    else {
      days.push({ date, kind });
      lines.push(index + 1);
    }
  });
  return { days, lines, refusals };
}
