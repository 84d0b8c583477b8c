import { CancellationScope, continueAsNew, setHandler } from '@temporalio/workflow';
import {
  decideDuty,
  evolveDuty,
  hasEnded,
  nextDutyWake,
  RULES_VERSION,
  wakeDuty,
  type DutyCommand,
  type DutyEvent,
  type DutyState,
} from '../../libs/domain/src/index.js';
import {
  dutyCommandUpdate,
  dutyStatusQuery,
  retryRecordSignal,
  type DutyIds,
  type DutyWorkflowInput,
} from '../../libs/contracts/src/index.js';
import { runLoop } from '../run/run-loop.js';
import { recordDutyOrPark } from '../run/recording.js';
import { Run, type Decider } from '../run/run.js';

const DUTY: Decider<DutyIds, DutyState, DutyCommand, DutyEvent> = {
  decide: decideDuty,
  evolve: evolveDuty,
  wake: wakeDuty,
  nextWake: nextDutyWake,
  hasEnded,
  blocked: { code: 'supervisionOrder.blocked' },
  record: ({ dutyId }, { caseId }, batch) => recordDutyOrPark({ dutyId, ...batch }, caseId),
};

/** The durable life of one duty, in the same way as a case's: until it is closed or cancelled. */
export async function dutyWorkflow({ dutyId, ...input }: DutyWorkflowInput): Promise<void> {
  await CancellationScope.nonCancellable(async () => {
    const run = new Run(DUTY, { dutyId }, input);

    setHandler(dutyStatusQuery, () => run.status());
    setHandler(retryRecordSignal, () => run.retryRecord());
    setHandler(dutyCommandUpdate, (command) => run.carryOut(command), {
      validator: (command: DutyCommand) => run.check(command),
    });

    await runLoop(run, () => continueAsNew<typeof dutyWorkflow>(run.continuation(RULES_VERSION)));
  });
}
