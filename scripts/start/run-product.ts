import { loadConfig } from '#config';
import { startApi } from '../../apps/api/src/bootstrap.js';
import type { Clock } from '../../apps/api/src/platform/settings/index.js';
import { startWorker } from '../../apps/worker/src/bootstrap.js';
import type { Workflows } from '../../apps/worker/src/workflow-bundle.js';
import type { ProductReady } from './product-service.js';

/** Longer than any request or workflow task may take; the launcher waits a little longer still. */
const DRAIN_WITHIN_MS = 40_000;

/**
 * Runs API and worker together in this process. It alone owns the signals, and ends in order: not ready → no new
 * requests → requests drained → worker shut down and its run awaited → clients closed.
 *
 * @param clock the machine's, unless the product is played in moved time
 * @param workflows those of the product, unless they live in another time than Temporal's
 */
export async function runProduct(clock: Clock = { now: Date.now }, workflows?: Workflows): Promise<void> {
  const config = loadConfig();
  const worker = await startWorker(config, () => clock.now(), workflows);
  const api = await startApi(config, clock);
  let ending: Promise<void> | undefined;

  const drain = async (): Promise<void> => {
    api.stopAccepting();
    await api.close();
    await worker.shutdown();
  };
  const end = (exitCode: number): Promise<void> => {
    setTimeout(() => process.exit(1), DRAIN_WITHIN_MS).unref();
    ending ??= drain().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
    return ending;
  };
  /** A process that can't poll must not look healthy. */
  const fail = async (error: unknown): Promise<void> => {
    console.error(error);
    await end(1);
  };

  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0));
  // Our launcher is gone: nobody would stop us, and the next launcher wants the port.
  process.on('disconnect', () => void end(0));
  worker.running.then(
    () => ending ?? fail(new Error('the worker ended by itself')),
    (error: unknown) => fail(error),
  );
  process.send?.({ ready: true, url: api.url } satisfies ProductReady);
}
