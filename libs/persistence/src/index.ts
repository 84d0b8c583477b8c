export * from './calendar/calendar-cases.js';
export {
  type CalendarSupervisionOrder,
  calendarSupervisionOrders,
} from './calendar/calendar-supervision-orders.js';
export * from './calendar/calendar-store.js';
export * from './case-numbers.js';
export * from './catalogue/catalogue.entities.js';
export * from './content/attachment.entity.js';
export * from './content/attachment-store.js';
export * from './content/content-store.js';
export type { ContentResult } from './content/read-content.js';
export * from './content/sweep.js';
export * from './data-source.js';
export * from './directory/organisation.entities.js';
export * from './directory/people.entities.js';
export * from './idempotent-writes.js';
export * from './migrate.js';
export * from './notices/deliveries.js';
export * from './notices/notice-store.js';
export * from './parked/discarded-commands.js';
export * from './parked/failed-items.js';
export * from './parked/missing-texts.js';
export * from './parked/parked-runs.js';
export * from './pool.js';
export * from './record/diverged.js';
export { kindOf, listSubjects } from './record/recorded-subjects.js';
export * from './record/recorder.js';
export { parkReason } from './record/unrecordable.js';
export { type FigureDifference, recountFigures } from './record/recount-figures.js';
export * from './changes.js';
export * from './read/case-list.js';
export type { CaseScope, RoleAtPlace, ScopePlace, SeenPlace } from './read/case-scope.js';
export type { CaseParticulars } from './read/case-particulars.js';
export * from './read/case-reader.js';
export * from './read/case-reports.js';
export {
  type DutyGroup,
  type DutyItem,
  dutiesOfStep,
  dutyEvents,
  type DutySummary,
  DUTY_GROUPS,
  findDuty,
  findIssued,
  listDuties,
  runningDuties,
} from './read/duties.js';
export * from './read/inbox.js';
export type { DueSpan, InboxQuery } from './read/inbox-query.js';
export type { InboxSupervisionOrder } from './read/inbox-supervision-orders.js';
export type { InboxCase } from './read/inbox-case.js';
export { InvalidCursorError, type Page } from './read/keyset.js';
export * from './read/mailbox.js';
export type { OpenStep } from './read/open-steps.js';
export type { CaseSummary, StepSummary } from './read/rows.js';
export * from './catalogue/catalogue.js';
export * from './directory/account-directory.js';
export {
  type LoadedAccount,
  type LoadedMembership,
  loadAccount,
  loadSession,
  type MembershipPlace,
} from './directory/account-load.js';
export { erasePerson } from './directory/erase-person.js';
export * from './directory/person-directory.js';
export * from './directory/references.js';
export * from './directory/place-directory.js';
export * from './directory/pool-directory.js';
export * from './audit/difference.js';
export * from './directory/sessions.js';
export * from './directory/sign-in-failures.js';
export * from './audit/verify-audit.js';
export {
  backlogByDay,
  COUNTED_BY,
  type CountedBy,
  countWatchedSteps,
  dwellByStep,
} from './supervision/figures.js';
export {
  listWatchedSteps,
  STUCK_CAUSES,
  type StuckCause,
  WATCH_GROUPS,
  type Watch,
  type WatchedStep,
  type WatchGroup,
} from './supervision/watched-steps.js';
