import { retryRecordSignal } from '#contracts';
import { findParked, type ParkedRun } from '#persistence';
import type { RecoveryParts } from './resync.js';
import { type Subject, workflowIdOf } from './subject.js';

const PATIENCE_MS = 15_000;
const PAUSE_MS = 200;

/** - `goesOn`: recorded · `parkedAgain`: it still can't be · `noAnswer`: no worker took it up in time */
export type UnparkOutcome =
  { now: 'notParked' | 'goesOn' | 'noAnswer' } | { now: 'parkedAgain'; parked: ParkedRun };

/** Lets a parked run try once more, after the operator has repaired what was wrong. */
export async function unpark({ pool, client }: RecoveryParts, subject: Subject): Promise<UnparkOutcome> {
  const before = await findParked(pool, subject.id);
  if (!before) return { now: 'notParked' };
  await client.workflow.getHandle(workflowIdOf(subject)).signal(retryRecordSignal);
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    const parked = await findParked(pool, subject.id);
    if (!parked) return { now: 'goesOn' };
    if (parked.attempts > before.attempts) return { now: 'parkedAgain', parked };
    await new Promise((again) => setTimeout(again, PAUSE_MS));
  }
  return { now: 'noAnswer' };
}
