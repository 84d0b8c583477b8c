/** What is to be done again and again, whether workers stay up or not: started by schedules of Temporal. */

export const MAINTENANCE_WORKFLOW = 'maintenanceWorkflow';

export const MAINTENANCE_TASKS = ['sweepContent', 'sweepFiles', 'catchUpCalendars', 'eraseAgain'] as const;
export type MaintenanceTask = (typeof MAINTENANCE_TASKS)[number];

/** A task queue's own, so that several installations may share a namespace. */
export const maintenanceScheduleId = (taskQueue: string, task: MaintenanceTask): string =>
  `maintenance/${taskQueue}/${task}`;

export interface MaintenanceActivities {
  /**
   * - `sweepContent`: removes texts, uploads and request keys that nothing will come of
   * - `sweepFiles`: removes files that PostgreSQL does not know
   * - `catchUpCalendars`: brings the calendars in force to what still counts by an older one
   * - `eraseAgain`: erases what a restore of PostgreSQL has brought back
   *
   * Repeating it is harmless.
   */
  maintain(task: MaintenanceTask): Promise<void>;
}
