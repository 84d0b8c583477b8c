/** Fetches what the tests need beside the packages: Temporal's dev server. */
import { findTemporal } from '#runtime';
import { complain, step } from './lib/progress.mjs';

try {
  await step<string>('准备 Temporal · getting Temporal ready', (tell) => findTemporal(tell));
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
