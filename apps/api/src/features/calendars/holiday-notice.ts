import { addDays, type CalendarDay, isDate, type LocalDate, type Refusal } from '#domain';

/** `2026年2月15日（农历腊月二十八、周日）`; year and month may be left out where they were named before. */
const DAY = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:[（(]([^）)]*)[）)])?/;
const RANGE = new RegExp(`${DAY.source}(?:\\s*(?:至|到|[-—–~～])\\s*${DAY.source})?`, 'g');
const WEEKDAYS = '日一二三四五六';
/** A range that is longer isn't one. */
const MOST_DAYS = 31;

/**
 * The days that the announcement of holidays names, as offices get it: what is off (放假), and which weekends are worked
 * (上班). Each named weekday must be that of its date: an announcement of another year is noticed by it.
 */
export function daysOfNotice(
  text: string,
  year: number | undefined,
): { days: CalendarDay[]; refusals: Refusal[] } {
  const days = new Map<LocalDate, CalendarDay['kind']>();
  const refusals: Refusal[] = [];
  const refuse = (code: Refusal['code'], params: Record<string, string>) =>
    refusals.push({ code, params, path: '/notice' });
  // 关于2026年部分节假日安排的通知
  let [y, m] = [Number(/(\d{4})年/.exec(text)?.[1] ?? year), NaN];

  const read = (whole: string, [named, month, day, note = '']: (string | undefined)[]) => {
    if (named) y = Number(named);
    if (month) m = Number(month);
    const date = [y, m, day].map((part, at) => String(part).padStart(at === 0 ? 4 : 2, '0')).join('-');
    if (!isDate(date)) return void refuse('calendar.noticeDate', { text: whole });
    const said = /(?:周|星期)([一二三四五六日天])/.exec(note)?.[1]?.replace('天', '日');
    if (said && WEEKDAYS[new Date(date).getUTCDay()] !== said)
      refuse('calendar.noticeWeekday', { date, weekday: said });
    return date;
  };

  for (const clause of text.split(/[。；;\n]/)) {
    const kind = /上班/.test(clause) ? 'makeUp' : 'holiday';
    if (kind === 'holiday' && !/放假|休息|调休/.test(clause)) continue;
    for (const [whole, ...parts] of clause.matchAll(RANGE)) {
      const first = read(whole, parts.slice(0, 4));
      const last = parts[6] ? read(whole, parts.slice(4)) : first;
      if (!first || !last) continue;
      const length = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
      if (length < 1 || length > MOST_DAYS) refuse('calendar.noticeDate', { text: whole });
      else for (let at = 0; at < length; at++) days.set(addDays(first, at), kind);
    }
  }
  if (text.trim() !== '' && days.size === 0 && refusals.length === 0) refuse('calendar.noticeUnread', {});
  return { days: [...days].map(([date, kind]) => ({ date, kind })), refusals };
}
