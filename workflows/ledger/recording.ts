import { ActivityFailure, proxyActivities } from '@temporalio/workflow';
import type {
  HeadActivities,
  RecordActivities,
  RecordDutyActivities,
  RecordDutyInput,
  RecordedHead,
  RecordInput,
} from '../../libs/contracts/src/index.js';

/**
 * Regular activities, never local ones: a local one could commit to PostgreSQL and leave no trace in the history.
 * They are tried for ever, for PostgreSQL comes back; each try may last longer than a statement. Heartbeats tell soon
 * when a worker died in the middle of one.
 */
const { record, park, recordDuty, parkDuty, isRecordedHead } = proxyActivities<
  RecordActivities & RecordDutyActivities & Required<HeadActivities>
>({
  startToCloseTimeout: '30 seconds',
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});

/**
 * @returns false when it can't be recorded, because PostgreSQL holds something else under the same numbers; the
 *   operator has then been told
 */
function orPark(recording: Promise<void>, parking: () => Promise<void>): Promise<boolean> {
  return recording.then(
    () => true,
    async (error: unknown) => {
      // Only what can't be tried again comes here. A run never fails of it: that would lose what was decided.
      if (!(error instanceof ActivityFailure)) throw error;
      await parking();
      return false;
    },
  );
}

export const recordOrPark = (input: RecordInput): Promise<boolean> =>
  orPark(record(input), () => park(input.caseId, Date.now()));

export const recordDutyOrPark = (input: RecordDutyInput): Promise<boolean> =>
  orPark(recordDuty(input), () => parkDuty(input.dutyId, Date.now()));

export const isHead = (head: RecordedHead): Promise<boolean> => isRecordedHead(head);
