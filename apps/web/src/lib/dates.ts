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

/** `周二 · 农历十月十七`. */
export function lunarDay(date: string): string {
  const instant = new Date(`${date}T12:00:00+08:00`);
  const weekday = formats({ weekday: 'long' }).format(instant);
  return language() === 'en' ? weekday : `${weekday} · 农历${lunar.format(instant)}`;
}
