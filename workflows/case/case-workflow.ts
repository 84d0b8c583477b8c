import { CancellationScope, condition, continueAsNew, setHandler } from '@temporalio/workflow';
import { RULES_VERSION, type Command } from '../../libs/domain/src/index.js';
import {
  caseStatusQuery,
  commandUpdate,
  retryRecordSignal,
  type CaseWorkflowInput,
} from '../../libs/contracts/src/index.js';
import { Alarm } from './alarm.js';
import { CaseRun } from './case-run.js';

/** A run whose first command was refused, or never came, ends after so long. */
const PATIENCE_FOR_OPENING_MS = 10_000;

/**
 * The durable life of one case: it waits for commands and for the nearest reminder, decides, and has every event
 * recorded, until the case is closed. Rules stand in the domain, what has been decided but not recorded in CaseRun.
 * Only the rules end a case: a request to cancel the workflow is not heard.
 */
export async function caseWorkflow(input: CaseWorkflowInput): Promise<void> {
  await CancellationScope.nonCancellable(() => live(input));
}

async function live(input: CaseWorkflowInput): Promise<void> {
  const run = new CaseRun(input);
  const alarm = new Alarm();

  setHandler(caseStatusQuery, () => run.status());
  setHandler(retryRecordSignal, () => run.retryRecord());
  setHandler(commandUpdate, (command) => run.carryOut(command), {
    validator: (command: Command) => run.check(command),
  });

  // Opening and reopening come as the run's first update, usually within its first task.
  if (!run.hasBegun && !(await condition(() => run.hasBegun, PATIENCE_FOR_OPENING_MS))) return run.giveUp();

  while (!run.isAtRest) {
    alarm.setFor(run.nextWake);
    await condition(() => run.hasUnrecorded || alarm.hasRung || run.isAtRest);
    if (alarm.takeRing()) run.wake();
    await run.record();
  }
  // Nothing is awaited between the last look and the end: no update can slip in between.
  if (!run.isClosed) await continueAsNew<typeof caseWorkflow>(run.continuation(RULES_VERSION));
}
