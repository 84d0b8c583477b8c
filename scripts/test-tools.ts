/** Fetches what the tests need beside the packages: Temporal's dev server and the time-skipping test server. */
import { findTemporal, findTestServer } from '#runtime';
import { complain, step } from './lib/progress.mjs';

try {
  await step<string>('准备 Temporal · getting Temporal ready', (tell) => findTemporal(tell));
  await step<string | undefined>(
    '准备 Temporal 测试服务器 · getting the Temporal test server ready',
    (tell) => findTestServer(tell),
  );
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
