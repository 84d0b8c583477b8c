import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { BundleOptions, WorkflowBundleOption, WorkerOptions } from '@temporalio/worker';

const require = createRequire(import.meta.url);
const compiled = import.meta.url.endsWith('.js');
const sourceOf = (path: string): string =>
  fileURLToPath(new URL(`../../../${path}.${compiled ? 'js' : 'ts'}`, import.meta.url));

/** Made by the build; a worker that finds it is ready four times sooner. */
export const BUNDLE_FILE = fileURLToPath(new URL('../../../workflow-bundle.js', import.meta.url));

/** The rules have no state of their own, so all workflows of a worker share one copy of them. */
const bundlerOptions = { preloadModules: [sourceOf('libs/domain/src/index')] };

export const bundleOptions = (failureConverterPath: string | undefined): BundleOptions => ({
  workflowsPath: sourceOf('workflows/index'),
  ...bundlerOptions,
  ...(failureConverterPath && { failureConverterPath }),
});

/** Where a worker takes its workflows from. */
export type Workflows = Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath' | 'bundlerOptions'>;

/** The prebuilt bundle of a compiled product, else the sources (tests). */
export function shippedWorkflows(): Workflows {
  if (compiled && existsSync(BUNDLE_FILE)) {
    const bundle: WorkflowBundleOption = { codePath: require.resolve(BUNDLE_FILE) };
    return { workflowBundle: bundle };
  }
  return { workflowsPath: sourceOf('workflows/index'), bundlerOptions };
}
