import { language } from '../words';
import { now } from './api';

const ZONE = 'Asia/Shanghai';
const DAY = 86_400_000;

const formats = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language(), { timeZone: ZONE, ...options });

/** Days since 1970 of the date in China. */
const dayNumber = (instant: number): number => Math.floor((instant + 8 * 3_600_000) / DAY);

export const dateTime = (text: string): string =>
  formats({ month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }).format(
    new Date(text),
  );

/** Of today, on this machine's clock: `10:32`. */
export const clockTime = (instant: number): string =>
  formats({ hour: '2-digit', minute: '2-digit', hour12: false }).format(instant);

export const day = (text: string): string =>
  formats({ month: language() === 'en' ? 'short' : 'long', day: 'numeric', weekday: 'short' }).format(
    new Date(text),
  );

/** `dueAt` is the first instant that is too late: people are told the last day. */
export const lastDay = (dueAt: string): string => day(new Date(Date.parse(dueAt) - 1).toISOString());

/** `2026-03-02` in China. */
export const dateOf = (instant: number): string =>
  new Date(dayNumber(instant) * DAY).toISOString().slice(0, 10);

export const fullDay = (text: string): string =>
  formats({ year: 'numeric', month: 'numeric', day: 'numeric' }).format(new Date(text));

/** Whole days that have passed since. */
export const daysSince = (text: string): number =>
  Math.max(0, dayNumber(now()) - dayNumber(Date.parse(text)));

const lunar = new Intl.DateTimeFormat('zh-CN-u-ca-chinese', {
  timeZone: ZONE,
  month: 'long',
  day: 'numeric',
});

/** Browsers differ in whether they name the days of the lunar month or number them. */
function lunarParts(date: string): { month: string; day: string } {
  const parts = lunar.formatToParts(new Date(`${date}T12:00:00+08:00`));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const number = Number(part('day'));
  return { month: part('month'), day: number ? lunarName(number) : part('day') };
}

/** 初一 … 初十, 十一 … 二十, 廿一 … 三十. */
function lunarName(day: number): string {
  if (day % 10 === 0) return ['初十', '二十', '三十'][day / 10 - 1]!;
  return `${['初', '十', '廿'][Math.floor(day / 10)]}${'一二三四五六七八九'[(day % 10) - 1]}`;
}

/** The day of the lunar month, its first by the month's name; in English nothing. */
export function lunarOf(date: string): string {
  if (language() === 'en') return '';
  const { month, day: name } = lunarParts(date);
  return name === '初一' ? month : name;
}

/** `周二 · 农历十月十七`. */
export function lunarDay(date: string): string {
  const weekday = formats({ weekday: 'long' }).format(new Date(`${date}T12:00:00+08:00`));
  if (language() === 'en') return weekday;
  const { month, day: name } = lunarParts(date);
  return `${weekday} · 农历${month}${name}`;
}
