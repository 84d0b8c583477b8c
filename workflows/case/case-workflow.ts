import { CancellationScope, continueAsNew, setHandler } from '@temporalio/workflow';
import {
  decide,
  evolve,
  nextWake,
  RULES_VERSION,
  wake,
  type CaseEvent,
  type CaseState,
  type Command,
} from '../../libs/domain/src/index.js';
import {
  caseStatusQuery,
  commandUpdate,
  retryRecordSignal,
  type CaseIds,
  type CaseWorkflowInput,
} from '../../libs/contracts/src/index.js';
import { runLoop } from '../run/run-loop.js';
import { recordOrPark } from '../run/recording.js';
import { Run, type Decider } from '../run/run.js';

const CASE: Decider<CaseIds, CaseState, Command, CaseEvent> = {
  decide,
  evolve,
  wake,
  nextWake,
  hasEnded: ({ closed }) => closed !== undefined,
  blocked: { code: 'case.blocked' },
  record: ({ caseId }, { place }, batch) => recordOrPark({ caseId, place, ...batch }),
};

/**
 * The durable life of one case: it waits for commands and for the nearest reminder, decides, and has every event
 * recorded, until the case is closed. Rules stand in the domain, what has been decided but not recorded in the run.
 * Only the rules end a case: a request to cancel the workflow is not heard.
 */
export async function caseWorkflow({ caseId, ...input }: CaseWorkflowInput): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    const run = new Run(CASE, { caseId }, input);

    setHandler(caseStatusQuery, () => run.status());
    setHandler(retryRecordSignal, () => run.retryRecord());
    setHandler(commandUpdate, (command) => run.carryOut(command), {
      validator: (command: Command) => run.check(command),
    });

    await runLoop(run, () => continueAsNew<typeof caseWorkflow>(run.continuation(RULES_VERSION)));
  });
}
