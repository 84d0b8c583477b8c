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

export const day = (text: string): string =>
  formats({ month: language() === 'en' ? 'short' : 'long', day: 'numeric', weekday: 'short' }).format(
    new Date(text),
  );

export const fullDay = (text: string): string =>
  formats({ year: 'numeric', month: 'numeric', day: 'numeric' }).format(new Date(text));

/** Whole days that have passed since. */
export const daysSince = (text: string): number =>
  Math.max(0, dayNumber(now()) - dayNumber(Date.parse(text)));
