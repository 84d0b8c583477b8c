import type { TemporalConfig } from '#config';
import type {
  CalendarActivities,
  MaintenanceActivities,
  RecordActivities,
  RecordDutyActivities,
} from '#contracts';
import type { KeyRing } from '#crypto';
import { dataConverter } from '#temporal';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { type Deployment, deploymentOptions } from './deployment.js';
import { shippedWorkflows, type Workflows } from './workflow-bundle.js';

export interface WorkerParts {
  connection: NativeConnection;
  temporal: Pick<TemporalConfig, 'namespace' | 'taskQueue'>;
  ring: KeyRing;
  /** Those of duties may be left out where there are none. */
  activities: RecordActivities & Partial<RecordDutyActivities>;
  /** Left out where no calendar is published. */
  calendar?: CalendarActivities;
  /** Left out where nothing is swept. */
  maintenance?: MaintenanceActivities;
  /** Those of the product, unless it is played in another time. */
  workflows?: Workflows;
  /** Which version this worker is; left out where the server knows no worker deployments. */
  deployment?: Deployment;
  /** Only tests change these. */
  options?: Partial<WorkerOptions>;
}

/** A worker for cases and duties, ready to run. */
export function createWorker({
  connection,
  temporal,
  ring,
  activities,
  calendar,
  maintenance,
  workflows = shippedWorkflows(),
  deployment,
  options,
}: WorkerParts): Promise<Worker> {
  return Worker.create({
    connection,
    namespace: temporal.namespace,
    taskQueue: temporal.taskQueue,
    ...workflows,
    activities: {
      record: activities.record.bind(activities),
      park: activities.park.bind(activities),
      isRecordedHead: activities.isRecordedHead.bind(activities),
      ...(activities.recordDuty && { recordDuty: activities.recordDuty.bind(activities) }),
      ...(activities.parkDuty && { parkDuty: activities.parkDuty.bind(activities) }),
      ...(calendar && { applyCalendars: calendar.applyCalendars.bind(calendar) }),
      ...(maintenance && { maintain: maintenance.maintain.bind(maintenance) }),
    },
    dataConverter: dataConverter(ring),
    ...(deployment && deploymentOptions(deployment)),
    reuseV8Context: true,
    maxCachedWorkflows: 1_000,
    // After a worker died the next one should not wait ten seconds for it.
    stickyQueueScheduleToStartTimeout: '1s',
    // What was begun is finished: an activity lasts as long as a statement at the most.
    shutdownGraceTime: '10s',
    shutdownForceTime: '30s',
    ...options,
  });
}
