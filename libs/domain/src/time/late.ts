import type { Instant } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import { dayOf } from './date.js';
import { countWorkingDays } from './deadline.js';

/** Working days within which a fact may be entered afterwards without being a late entry (补录). */
export const FREE_WORKING_DAYS = 5;

/** Whether a fact was entered so long afterwards that figures of timeliness must leave it out. */
export const isLateEntry = (calendar: CalendarBits, occurredAt: Instant, recordedAt: Instant): boolean =>
  countWorkingDays(calendar, dayOf(occurredAt), FREE_WORKING_DAYS + 1, 1) <= dayOf(recordedAt);
