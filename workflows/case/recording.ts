import { ActivityFailure, proxyActivities } from '@temporalio/workflow';
import type { RecordActivities, RecordInput } from '../../libs/contracts/src/index.js';

/**
 * A regular activity, never a local one: a local one could commit to PostgreSQL and leave no trace in the history.
 * It is tried for ever, for PostgreSQL comes back; each try may last longer than a statement. Heartbeats tell soon
 * when a worker died in the middle of it.
 */
const { record, park } = proxyActivities<RecordActivities>({
  startToCloseTimeout: '30 seconds',
  heartbeatTimeout: '5 seconds',
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});

/**
 * @returns false when it can't be recorded, because PostgreSQL holds something else under the same numbers; the
 *   operator has then been told
 */
export async function recordOrPark(input: RecordInput): Promise<boolean> {
  try {
    await record(input);
    return true;
  } catch (error) {
    // Only what can't be tried again comes here. A case never fails of it: that would lose what was decided.
    if (!(error instanceof ActivityFailure)) throw error;
    await park(input.caseId, Date.now());
    return false;
  }
}
