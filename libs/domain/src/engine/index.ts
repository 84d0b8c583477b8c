export { decide, type Decision } from './decide.js';
export { evolve, type Kinds } from './evolve.js';
export { newDates, type CalendarEffect, type MovedStep } from './calendar.js';
export { definitionOf, knownDefinition } from './definition.js';
export { actorIn, fills, assignmentRefusal, rolesFor, mayKeep } from './authority.js';
export { nudgeRefusal } from './assignment-commands.js';
export { options, type StepOptions } from './options.js';
export { isRestricted } from './restricted.js';
export { caseDueAt } from './reminder-rules.js';
export { nextWake, wake } from './timer.js';
export {
  extensionsOf,
  isPausedAt,
  adjustmentsOf,
  openPause,
  pauseEnd,
  pendingExtension,
} from './deadline-adjustments.js';
export {
  DEADLINE_BASES,
  explainDeadlines,
  explainDuty,
  type Deadline,
  type DeadlineBasis,
} from './explain.js';
export { type DeadlineRule, type SkippedDay } from './explain-days.js';
export { type PlannedReminder } from './explain-reminders.js';
