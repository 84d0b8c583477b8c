import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { bundleOptions } from '../../../apps/worker/src/workflow-bundle.js';

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The product's workflows from their sources, and the clock of the tests; made once a run, for it takes seconds. */
export async function bundleWorkflows(file: string): Promise<void> {
  const { code } = await bundleWorkflowCode({
    ...bundleOptions(beside('../../temporal/src/failure-converter.cjs')),
    workflowInterceptorModules: [beside('./workflow-clock.ts')],
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
  });
  writeFileSync(file, code);
}
