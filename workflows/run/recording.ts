import { ActivityFailure, ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import type {
  ParkReason,
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
  RecordActivities & RecordDutyActivities
>({
  startToCloseTimeout: '30 seconds',
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});

/** @returns false when it can't be recorded; the operator has then been told why */
function orPark(recording: Promise<void>, parking: (reason: ParkReason) => Promise<void>): Promise<boolean> {
  return recording.then(
    () => true,
    async (error: unknown) => {
      // Only what can't be tried again comes here. A run never fails of it: that would lose what was decided.
      if (!(error instanceof ActivityFailure)) throw error;
      await parking(reasonOf(error));
      return false;
    },
  );
}

/** As the activity classified it. */
function reasonOf({ cause }: ActivityFailure): ParkReason {
  const reason =
    cause instanceof ApplicationFailure ? (cause.details?.[0] as ParkReason | undefined) : undefined;
  return reason ?? { code: 'unrecordable.program', detail: cause?.name ?? 'ActivityFailure' };
}

export const recordOrPark = (input: RecordInput): Promise<boolean> =>
  orPark(record(input), (reason) => park({ caseId: input.caseId, at: Date.now(), reason }));

/** @param caseId the case that the duty is about */
export const recordDutyOrPark = (input: RecordDutyInput, caseId: string): Promise<boolean> =>
  orPark(recordDuty(input), (reason) => parkDuty({ dutyId: input.dutyId, caseId, at: Date.now(), reason }));

export const isHead = (head: RecordedHead): Promise<boolean> => isRecordedHead(head);
