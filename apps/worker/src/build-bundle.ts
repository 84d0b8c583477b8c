/** Part of the build: makes the workflow bundle that the worker loads. */
import { writeFile } from 'node:fs/promises';
import { dataConverterPaths } from '#temporal';
import { bundleWorkflowCode } from '@temporalio/worker';
import { BUNDLE_FILE, bundleOptions } from './workflow-bundle.js';

const { code } = await bundleWorkflowCode(bundleOptions(dataConverterPaths.failureConverterPath));
await writeFile(BUNDLE_FILE, code);
