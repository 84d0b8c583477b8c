import type { TemporalConfig } from '#config';
import { CALENDAR_WORKFLOW, calendarWorkflowId, type CalendarWorkflowInput } from '#contracts';
import type { Instant } from '#domain';
import {
  CalendarCases,
  type CalendarFor,
  calendarIn,
  calendarSupervisionOrders,
  CalendarStore,
  type Pool,
} from '#persistence';
import type { Client } from '@temporalio/client';

/**
 * Begins to bring the calendars in force to the open cases and orders that count by an older one. A publication over the
 * API does so by itself; but years that a release brings are published with the database, when there may be no Temporal
 * yet, and a publication may have been cut off. Running already, it is left alone.
 *
 * @param options.anew begins one that is running from its start, and so tries at once what failed: twice is once
 * @returns the version whose workflow runs; undefined when nothing open is concerned
 */
export async function catchUpCalendars(
  pool: Pool,
  client: Client,
  { taskQueue }: Pick<TemporalConfig, 'taskQueue'>,
  now: Instant = Date.now(),
  { anew = false } = {},
): Promise<number | undefined> {
  const current = await CalendarStore.on(pool).current();
  const calendarFor = (countyId: string) => calendarIn(current, countyId);
  if (!(await isAnyConcerned(pool, calendarFor, now))) return undefined;
  const version = Math.max(...current.map((one) => one.version));
  const input: CalendarWorkflowInput = { version };
  await client.workflow.start(CALENDAR_WORKFLOW, {
    workflowId: calendarWorkflowId(version),
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: anew ? 'TERMINATE_EXISTING' : 'USE_EXISTING',
  });
  return version;
}

async function isAnyConcerned(pool: Pool, calendarFor: CalendarFor, now: Instant): Promise<boolean> {
  if (await new CalendarCases(pool).isAnyConcerned({ calendarFor })) return true;
  const { done } = await calendarSupervisionOrders(pool, { calendarFor, now }).next();
  return !done;
}
