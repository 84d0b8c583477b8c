import { ActivityFailure, ApplicationFailure, proxyActivities } from '@temporalio/workflow';
import { DIVERGED, type RecordActivities, type RecordInput } from '../../libs/contracts/src/index.js';

/**
 * A regular activity, never a local one: a local one could commit to PostgreSQL and leave no trace in the history.
 * It is tried for ever, for PostgreSQL comes back; each try may last longer than a statement.
 */
const { record, park } = proxyActivities<RecordActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '5 seconds' },
});

/** @returns false when PostgreSQL holds something else under the same numbers; the operator has then been told. */
export async function recordOrPark(input: RecordInput): Promise<boolean> {
  try {
    await record(input);
    return true;
  } catch (error) {
    if (!diverged(error)) throw error;
    await park(input.caseId, Date.now());
    return false;
  }
}

const diverged = (error: unknown): boolean =>
  error instanceof ActivityFailure &&
  error.cause instanceof ApplicationFailure &&
  error.cause.type === DIVERGED;
