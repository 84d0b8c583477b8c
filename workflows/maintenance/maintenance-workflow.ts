import { proxyActivities } from '@temporalio/workflow';
import type { MaintenanceActivities, MaintenanceTask } from '../../libs/contracts/src/index.js';

/** It is given up after some tries, visibly: the schedule starts the next one. */
const { maintain } = proxyActivities<MaintenanceActivities>({
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '30 seconds',
  retry: {
    initialInterval: '10 seconds',
    backoffCoefficient: 3,
    maximumInterval: '10 minutes',
    maximumAttempts: 6,
  },
});

/** One run of a schedule. */
export async function maintenanceWorkflow(task: MaintenanceTask): Promise<void> {
  await maintain(task);
}
