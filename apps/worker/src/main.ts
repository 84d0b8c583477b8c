/** The worker alone, for production. A process that can't poll exits. */
import { startWorker } from './bootstrap.js';

const worker = await startWorker();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void worker.shutdown());
await worker.running.catch((error: unknown) => {
  console.error((error as Error).message);
  process.exitCode = 1;
});
await worker.shutdown();
