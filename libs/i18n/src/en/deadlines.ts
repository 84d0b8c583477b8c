import type { Translation } from '../checked.js';
import type { deadlineMessages as chinese } from '../zh-CN/deadlines.js';

/** How a due time explains itself, sentence by sentence. */
export const deadlineMessages = {
  'due.today': 'Due today',
  'due.todayAt': 'Due today at {{at}}',
  'due.tomorrow': 'Due tomorrow ({{on}})',
  'due.workingDays': 'Working days left: {{count}} (to the end of {{on}})',
  'due.daysOff': 'Due within days off (to the end of {{on}})',
  'due.overdue': 'Overdue, working days: {{count}} (was due {{on}})',
  'due.overdueCalendar': 'Overdue, days: {{count}} (was due {{on}})',
  'due.overdueToday': 'Overdue since today',
  'deadline.start': '“{{name}}”: counted from {{start}}.',
  'deadline.begun': '“{{name}}”: begun at {{start}}.',
  'deadline.name.overall': 'The overall deadline',
  'deadline.name.milestone': '{{step}}: milestone {{milestone}} ({{title}})',
  'deadline.name.untitled': '{{step}}: milestone {{milestone}}',
  'deadline.rule.workingDays':
    'The term is {{amount}} working day(s), the first day left out (Civil Code, art. 201).',
  'deadline.rule.calendarDays':
    'The term is {{amount}} day(s), the first day left out; a last day that is off moves to the next working day (Civil Code, art. 201 and 203).',
  'deadline.rule.hours': 'The term is {{amount}} hour(s), days off included.',
  'deadline.rule.sameDay': 'To be done on the same day.',
  'deadline.procedure': 'the procedure “{{name}}” ({{key}}, version {{version}})',
  'deadline.basis.stepTerm': 'By {{procedure}}: the term of the step “{{step}}”.',
  'deadline.basis.categoryTerm': 'By {{procedure}}: the term of the step “{{step}}” for this category.',
  'deadline.basis.overallTerm':
    'By {{procedure}}: the overall deadline, from intake until “{{step}}” is done.',
  'deadline.basis.milestone':
    'The date of milestone {{milestone}} was set by the decision, by {{procedure}}.',
  'deadline.basis.meeting': 'The date was set by the meeting, by {{procedure}}.',
  'deadline.basis.notice': 'The date follows from the public notice, by {{procedure}}.',
  'deadline.basis.visit': 'The date follows from the planned visit, by {{procedure}}.',
  'deadline.basis.visitFrom':
    'The date follows from the planned visit, which may be made from {{notBefore}} on, by {{procedure}}.',
  'deadline.basis.external': 'The date that {{system}} asks for under its number {{number}}.',
  'deadline.basis.externalErased': 'The date that {{system}} asks for; its number there has been erased.',
  'deadline.basis.supervisionOrder': 'The term of the answer was set by the supervision order.',
  'deadline.skipped': 'Days off that don’t count: {{days}}.',
  'deadline.movedOver': 'Days off that the last day moved over: {{days}}.',
  'deadline.day.weekend': '{{date}} (weekend)',
  'deadline.day.holiday': '{{date}} (holiday)',
  'deadline.makeUp': 'Make-up working days, counted: {{days}}.',
  'deadline.pause': 'Paused from {{from}} to {{to}} ({{reason}}): moved by {{length}}.',
  'deadline.pause.running':
    'Paused since {{from}} ({{reason}}), until {{to}} at the latest: moved by {{length}} for now.',
  'deadline.extension': 'Extended by {{length}} on {{at}}.',
  'deadline.extension.overall': 'Extended by {{length}} on {{at}} with the consent of all parties.',
  'deadline.length.wd': '{{amount}} working day(s)',
  'deadline.length.cd': '{{amount}} day(s)',
  'deadline.length.h': '{{amount}} hour(s)',
  'deadline.due.day': 'The last day is {{date}}, until its 24:00.',
  'deadline.due.instant': 'Until {{at}}.',
  'deadline.provisional': 'The holidays of that year are not announced yet: the date is provisional.',
  'deadline.yearMissing':
    'The calendar doesn’t contain {{year}}: only weekends are off in it, and the date is provisional.',
  'deadline.reminder': 'The next reminder goes out at {{at}}, to: {{to}}.',
  'deadline.reminder.assignee': 'the assignee',
  'deadline.reminder.assigneeOf': 'the assignee of “{{step}}”',
  'deadline.reminder.addressee': 'the addressee',
  'deadline.reminder.issuer': 'the issuer of the order',
  'adjustment.by': ' by {{name}}',
  'adjustment.why': ' (why: {{text}})',
  'adjustment.remark': ' (remark: {{text}})',
  'adjustment.note': ' ({{text}})',
  'adjustment.detail': ': {{text}}',
  'adjustment.pause': 'Paused from {{from}} ({{reason}}) to {{to}}{{remark}}.',
  'adjustment.pause.running': 'Paused from {{from}} ({{reason}}), at the latest to {{to}}.',
  'adjustment.extension.waiting':
    '“{{name}}”: {{length}} more were asked for{{by}} on {{at}}{{why}}; not answered yet.',
  'adjustment.extension.approved':
    '“{{name}}”: {{length}} more were asked for{{by}} on {{at}}{{why}} and granted{{decidedBy}} on {{decidedAt}}{{remark}}.',
  'adjustment.extension.refused':
    '“{{name}}”: {{length}} more were asked for{{by}} on {{at}}{{why}} and refused{{decidedBy}} on {{decidedAt}}{{remark}}.',
  'adjustment.extension.overtaken':
    '“{{name}}”: {{length}} more were asked for{{by}} on {{at}}{{why}}; the step ended before anybody answered.',
  'adjustment.overallExtension':
    'On {{at}} all parties consented to {{length}} more for the overall deadline{{why}}.',
  'adjustment.calendar':
    'On {{at}} version {{before}} of the calendar gave way to version {{after}}: {{moved}}.',
  'adjustment.moved': '“{{name}}” is due {{after}} instead of {{before}}',
  'adjustment.noDate': 'never',
} as const satisfies Translation<typeof chinese>;
