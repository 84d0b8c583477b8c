/**
 * The product as one process, for the embedded default: API and worker together. It alone owns the signals, and ends in
 * order: not ready → no new requests → requests drained → worker shut down and its run awaited → clients closed.
 */
import type { ProductReady } from './product-service.js';

/** What `apps/api/src/bootstrap.ts` exports. */
interface ApiBootstrap {
  startApi(): Promise<{ url: string; stopAccepting(): void; close(): Promise<void> }>;
}

/** What `apps/worker/src/bootstrap.ts` exports. */
interface WorkerBootstrap {
  startWorker(): Promise<{ running: Promise<void>; isPolling(): boolean; shutdown(): Promise<void> }>;
}

const [{ startApi }, { startWorker }] = await Promise.all([
  load<ApiBootstrap>('../../apps/api/src/bootstrap.js'),
  load<WorkerBootstrap>('../../apps/worker/src/bootstrap.js'),
]);

let ending: Promise<void> | undefined;
const worker = await startWorker();
const api = await startApi();

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(0));
// Our launcher is gone: nobody would stop us, and the next launcher wants the port.
process.on('disconnect', () => void end(0));

worker.running.then(
  () => ending ?? fail(new Error('the worker ended by itself')),
  (error: unknown) => fail(error),
);

process.send?.({ ready: true, url: api.url } satisfies ProductReady);

/** A process that can't poll must not look healthy. */
async function fail(error: unknown): Promise<void> {
  console.error(error);
  await end(1);
}

function end(exitCode: number): Promise<void> {
  ending ??= drain().then(
    () => process.exit(exitCode),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
  return ending;
}

async function drain(): Promise<void> {
  api.stopAccepting();
  await api.close();
  await worker.shutdown();
}

async function load<T>(path: string): Promise<T> {
  return (await import(path)) as T;
}
