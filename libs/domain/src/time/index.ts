export { addDays, dateOf, isDate, startOfDay } from './date.js';
export { parseTerm, type ParsedTerm, type TermUnit } from './term.js';
export { encodeCalendar, isOff, isProvisional } from './calendar-bits.js';
export { isLateEntry } from './late.js';
export { atEarliest, before, dueAfter, workingDaysBetween, type DueOptions } from './deadline.js';
