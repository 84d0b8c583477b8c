import { type CalendarBits, dateOf, daysBetween, type Instant, workingDaysBetween } from '#domain';
import { type Language, translate } from '#i18n';
import { formatInstant } from '../../../platform/validation/index.js';
import type { DueDto } from './dto/bilingual.dto.js';

/**
 * How long there is until an instant that is the first too late: people are told of the last day before it, and of
 * working days, for those are what terms count.
 */
export function dueDto(calendar: CalendarBits, dueAt: Instant, now: Instant): DueDto {
  const last = dueAt - 1;
  const workingDaysLeft = workingDaysBetween(calendar, now, last) || 0;
  const say = (language: Language): string => wordsOf({ last, now, workingDaysLeft, language });
  return { workingDaysLeft, words: { zh: say('zh-CN'), en: say('en') } };
}

interface Told {
  last: Instant;
  now: Instant;
  workingDaysLeft: number;
  language: Language;
}

function wordsOf({ last, now, workingDaysLeft, language }: Told): string {
  const days = daysBetween(dateOf(now), dateOf(last));
  const on = dayName(last, language);
  const say = (key: string, count = 0): string => translate(`due.${key}`, language, { count, on });
  if (last < now) return days === 0 ? say('overdueToday') : overdue(-workingDaysLeft, -days, say);
  if (days === 0)
    return translate(atMidnight(last) ? 'due.today' : 'due.todayAt', language, { at: timeOf(last) });
  if (days === 1) return say('tomorrow');
  return workingDaysLeft > 0 ? say('workingDays', workingDaysLeft) : say('daysOff');
}

/** Over days off alone no working day has passed, yet it is late. */
const overdue = (workingDays: number, days: number, say: (key: string, count: number) => string): string =>
  workingDays > 0 ? say('overdue', workingDays) : say('overdueCalendar', days);

const atMidnight = (last: Instant): boolean => dateOf(last + 1) !== dateOf(last);
const timeOf = (last: Instant): string => formatInstant(last + 1).slice(11, 16);

const formats: Record<Language, Intl.DateTimeFormat> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  }),
  en: new Intl.DateTimeFormat('en', {
    timeZone: 'Asia/Shanghai',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  }),
};
const dayName = (instant: Instant, language: Language): string => formats[language].format(instant);
