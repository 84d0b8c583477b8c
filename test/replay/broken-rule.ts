/** The case workflow with a rule broken on purpose, as if someone had changed it without a new rules version. */
import { KINDS } from '../../libs/domain/src/index.js';

Object.assign(KINDS.triage, {
  schedule: ({ step }: { step: { startedAt: number } }) => ({ dueAt: step.startedAt + 3_600_000 }),
});

export { caseWorkflow } from '../../workflows/index.js';
