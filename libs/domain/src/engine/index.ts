export { decide, type Decision } from './decide.js';
export { evolve, type Kinds } from './evolve.js';
export { newDates, type CalendarEffect, type MovedStep } from './calendar.js';
export { definitionOf } from './definition.js';
export { actorIn, fills, mayHold, rolesFor, stillHolds } from './authority.js';
export { nudgeRefusal } from './holder-commands.js';
export { options, type StepOptions } from './options.js';
export { isRestricted } from './restricted.js';
export { caseDueAt } from './rungs.js';
export { nextWake, wake } from './timer.js';
export { extensionsOf, isPausedAt, ledgerOf, openPause, pauseEnd, pendingExtension } from './ledger.js';
export {
  DEADLINE_BASES,
  explainDeadlines,
  explainDuty,
  type Deadline,
  type DeadlineBasis,
} from './explain.js';
export { type DeadlineRule, type SkippedDay } from './explain-days.js';
export { type PlannedReminder } from './explain-reminders.js';
