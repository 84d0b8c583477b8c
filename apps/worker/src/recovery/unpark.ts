import { retryRecordSignal } from '#contracts';
import { type UnparkOutcome, unparkRun } from '#persistence';
import type { RecoveryParts } from './resync.js';
import { type Subject, workflowIdOf } from './subject.js';

const PATIENCE_MS = 15_000;

/** Lets a parked run try once more, after the operator has repaired what was wrong. */
export const unpark = ({ pool, client }: RecoveryParts, subject: Subject): Promise<UnparkOutcome> =>
  unparkRun(pool, subject.id, {
    signal: () => client.workflow.getHandle(workflowIdOf(subject)).signal(retryRecordSignal),
    patienceMs: PATIENCE_MS,
  });
