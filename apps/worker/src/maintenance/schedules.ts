import type { TemporalConfig } from '#config';
import {
  MAINTENANCE_TASKS,
  MAINTENANCE_WORKFLOW,
  maintenanceScheduleId,
  type MaintenanceTask,
} from '#contracts';
import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type ScheduleOptions,
  type ScheduleSpec,
} from '@temporalio/client';

/** Every file is looked at, and every open case asked: once a night is enough. */
const nightly = (hour: number): ScheduleSpec => ({ calendars: [{ hour }], timezone: 'Asia/Shanghai' });

const SPECS: Record<MaintenanceTask, ScheduleSpec> = {
  sweepContent: { intervals: [{ every: '1 hour' }] },
  sweepFiles: nightly(3),
  catchUpCalendars: nightly(4),
  eraseAgain: nightly(2),
};

/**
 * Makes the schedules, or brings those that are there to what this release wants. Temporal keeps them: whether this
 * worker stays up has no part in when they start, and what was missed while everything was down is made up for.
 */
export async function ensureSchedules(
  client: Client,
  { taskQueue }: Pick<TemporalConfig, 'taskQueue'>,
): Promise<void> {
  for (const task of MAINTENANCE_TASKS) await ensure(client, scheduleOf(task, taskQueue));
}

const scheduleOf = (task: MaintenanceTask, taskQueue: string) => {
  const scheduleId = maintenanceScheduleId(taskQueue, task);
  return {
    scheduleId,
    spec: SPECS[task],
    action: {
      type: 'startWorkflow' as const,
      workflowType: MAINTENANCE_WORKFLOW,
      workflowId: scheduleId,
      taskQueue,
      args: [task],
    },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' as const },
  };
};

async function ensure(client: Client, options: ReturnType<typeof scheduleOf>): Promise<void> {
  try {
    await client.schedule.create(options satisfies ScheduleOptions);
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const { spec, action, policies } = options;
    // An operator may have paused it: that stays.
    await client.schedule
      .getHandle(options.scheduleId)
      .update(({ state }) => ({ spec, action, policies, state }));
  }
}
