import type { Translation } from '../checked.js';
import type { calendarMessages as chinese } from '../zh-CN/calendar.js';

/** What is refused of calendars. */
export const calendarMessages = {
  'refusal.calendar.notNewer':
    'The case counts by this calendar or a newer one already (version {{version}}).',
  'refusal.calendar.invalid': 'The calendar is wrong in some places; see each of them.',
  'refusal.calendar.noYear': 'Say which years are announced.',
  'refusal.calendar.yearMissing': 'The year {{year}} is missing; enter it as well.',
  'refusal.calendar.yearNotNamed': '{{date}} is not in a year that is announced.',
  'refusal.calendar.yearEmpty':
    'No day is off in {{year}}; mark a year that is not announced as provisional.',
  'refusal.calendar.provisionalBefore': 'A year before {{year}} is still provisional; announce it first.',
  'refusal.calendar.tooManyYears': 'A calendar holds {{max}} years at most.',
  'refusal.calendar.yearsNotCounty': 'A county enters only its own days, no years.',
  'refusal.calendar.notADate': 'Not a date; write it like 2027-02-08.',
  'refusal.calendar.dayTwice': '{{date}} stands twice.',
  'refusal.calendar.makeUpNotOff': '{{date}} is a working day anyway and can’t be a make-up day.',
  'refusal.calendar.csvLine': 'Line {{line}} of the CSV must be “date,holiday” or “date,makeUp”.',
  'refusal.calendar.csvNotADate': 'Line {{line}} of the CSV has no date; write it like 2027-02-08.',
  'refusal.calendar.published': 'This draft is published already.',
  'refusal.calendar.draftStale': 'Another calendar was published since; make a new draft.',
  'refusal.calendar.noticeUnread':
    'No days off or make-up days were found; paste the Chinese announcement, such as “1月1日（周四）至3日（周六）放假，1月4日（周日）上班”, and name the year.',
  'refusal.calendar.noticeDate': '“{{text}}” is no date.',
  'refusal.calendar.noticeWeekday': '{{date}} is not 周{{weekday}}: is it the right year?',
} as const satisfies Translation<typeof chinese>;
