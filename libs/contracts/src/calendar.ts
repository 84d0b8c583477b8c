/** The publication of a calendar: a workflow that brings it to the cases concerned. */

export const CALENDAR_WORKFLOW = 'calendarWorkflow';

/** One publication, one workflow: started again it is the same. */
export const calendarWorkflowId = (version: number): string => `calendar/${version}`;

/** The command by which a case takes the calendar over; the same for every try, so that twice is once. */
export const calendarCommandId = (version: number): string => `calendar-${version}`;

export interface CalendarWorkflowInput {
  /** The version whose publication began it. What holds by then is brought to the cases, be it newer. */
  version: number;
  /** Where an earlier run of it has come to. */
  progress?: CalendarProgress;
}

export interface CalendarProgress {
  /** The last case looked at in this pass. */
  after?: string;
  /** How often all cases were gone through; more than once only when some could not be reached. */
  passes: number;
  applied: number;
  /** Of this pass: could not be reached, or are blocked. */
  left: number;
}

/** What became of some cases. */
export interface CalendarBatch {
  /** Undefined at the end of the list. */
  next?: string;
  applied: number;
  left: number;
}

export interface CalendarActivities {
  /**
   * Brings the calendars in force to the next cases concerned, at most `limit`. Repeating it is harmless: a case that
   * has the version is not concerned any more.
   */
  applyCalendars(input: { after?: string; limit: number }): Promise<CalendarBatch>;
}
