import type { LocalDate } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import { dateText, dayNumber, weekday, type DayNumber } from './date.js';

// Own base64, because workflow code has neither Buffer nor atob; one day is read without decoding the rest.
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const byteAt = (base64: string, index: number): number => {
  const bit = index * 8;
  const first = Math.floor(bit / 6);
  const sextet = (at: number) => Math.max(BASE64.indexOf(base64.charAt(at) || 'A'), 0);
  return (((sextet(first) << 6) | sextet(first + 1)) >> (4 - (bit % 6))) & 255;
};

const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const group = (a << 16) | (b << 8) | c;
    const chars = [18, 12, 6, 0].map((shift) => BASE64.charAt((group >> shift) & 63));
    text += chars.slice(0, Math.min(bytes.length - i, 3) + 1).join('');
  }
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
};

/** Packs the days off among the `days` days from `from` on; dates outside are left out. */
export const encodeCalendar = (calendar: {
  version: number;
  from: LocalDate;
  days: number;
  off: ReadonlySet<LocalDate>;
  provisionalFrom?: LocalDate;
}): CalendarBits => {
  const { version, from, days, off, provisionalFrom } = calendar;
  const bytes = new Uint8Array(Math.ceil(days / 8));
  const first = dayNumber(from);
  for (let i = 0; i < days; i += 1) {
    if (off.has(dateText(first + i))) bytes[i >> 3]! |= 1 << (i & 7);
  }
  return { version, from, days, off: toBase64(bytes), ...(provisionalFrom && { provisionalFrom }) };
};

export const isWeekend = (day: DayNumber): boolean => weekday(day) % 6 === 0;

/** The days that a calendar knows, with its first day read once: counting asks for many days. */
export interface KnownDays {
  first: DayNumber;
  /** The first day after them. */
  end: DayNumber;
  /** Beyond the calendar's days only weekends are off: a provisional answer, never an error. */
  isOff(day: DayNumber): boolean;
}

export const knownDays = ({ from, days, off }: CalendarBits): KnownDays => {
  const first = dayNumber(from);
  const known = first + Math.max(0, days);
  const end = Number.isFinite(known) ? known : -Infinity;
  const isOff = (day: DayNumber): boolean => {
    if (!(day >= first && day < end)) return isWeekend(day);
    const i = day - first;
    return ((byteAt(off, i >> 3) >> (i & 7)) & 1) === 1;
  };
  return { first, end, isOff };
};

export const isDayOff = (calendar: CalendarBits, day: DayNumber): boolean => knownDays(calendar).isOff(day);

export const isOff = (calendar: CalendarBits, date: LocalDate): boolean =>
  isDayOff(calendar, dayNumber(date));

/** Whether the answer of `isOff` may still change: not announced when the calendar was made, or beyond it. */
export const isProvisional = (calendar: CalendarBits, date: LocalDate): boolean => {
  const i = dayNumber(date) - dayNumber(calendar.from);
  const announced = calendar.provisionalFrom === undefined || date < calendar.provisionalFrom;
  return !announced || i < 0 || i >= calendar.days;
};
