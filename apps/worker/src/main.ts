/** The worker alone, for production; `npm start` runs it together with the API. */
import { SettingsError } from '#config';
import { startWorker } from './bootstrap.js';

try {
  const worker = await startWorker();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void worker.shutdown());
  await worker.running;
  await worker.shutdown();
  process.exit(0);
} catch (error) {
  // A process that can't poll must not look healthy.
  console.error(error instanceof SettingsError ? error.message : error);
  process.exit(1);
}
