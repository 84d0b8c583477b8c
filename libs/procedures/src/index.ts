export { calendarFromChineseDays } from './calendar.js';
