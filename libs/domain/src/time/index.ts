export { addDays, dateOf, daysBetween, isDate, startOfDay } from './date.js';
export { parseTerm, type ParsedTerm, type TermUnit } from './term.js';
export * from './calendar-edit.js';
export { encodeCalendar, isOff, isProvisional } from './calendar-bits.js';
export {
  after,
  atEarliest,
  before,
  dueAfter,
  nextMorning,
  nextOfficeTime,
  workingDaysBetween,
  type DueOptions,
} from './deadline.js';
export { adjustedDue, endOfDay, extended, unitOf, type Adjustment } from './adjust.js';
export { FREE_WORKING_DAYS, isLateEntry } from './late.js';
export { allowedDays, DATE_RANGES, unfitDate, type DateRange } from './date-ranges.js';
