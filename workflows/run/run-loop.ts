import { condition } from '@temporalio/workflow';
import { Alarm } from './alarm.js';
import type { Run } from './run.js';

/** A run whose first command was refused, or never came, ends after so long. */
const PATIENCE_FOR_OPENING_MS = 10_000;

type AnyRun = Pick<
  Run<never, never, never, never>,
  | 'confirm'
  | 'hasBegun'
  | 'hasEnded'
  | 'hasUnrecorded'
  | 'isAtRest'
  | 'nextWake'
  | 'wake'
  | 'record'
  | 'giveUp'
>;

/**
 * The main loop, once the handlers are set: it waits for events and for the nearest reminder, and is the only one to
 * have events recorded, until the run is at rest.
 *
 * @param continueAsNew for what has not ended
 */
export async function runLoop(run: AnyRun, continueAsNew: () => Promise<never>): Promise<void> {
  const alarm = new Alarm();
  if (!(await run.confirm())) return;
  // Opening and reopening come as the run's first update, usually within its first task.
  if (!run.hasBegun && !(await condition(() => run.hasBegun, PATIENCE_FOR_OPENING_MS))) return run.giveUp();

  while (!run.isAtRest) {
    alarm.setFor(run.nextWake);
    await condition(() => run.hasUnrecorded || alarm.hasRung || run.isAtRest);
    if (alarm.takeRing()) run.wake();
    await run.record();
  }
  // Nothing is awaited between the last look and the end: no update can slip in between.
  if (!run.hasEnded) await continueAsNew();
}
