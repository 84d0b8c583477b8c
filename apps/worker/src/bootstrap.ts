import 'reflect-metadata';
import { SecurityConfig, TemporalConfig } from '#config';
import { KeyRing } from '#crypto';
import { NestFactory } from '@nestjs/core';
import { NativeConnection, Runtime } from '@temporalio/worker';
import { Logger } from 'nestjs-pino';
import { createWorker } from './create-worker.js';
import { RecordActivities } from './recording/record-activities.js';
import { runtimeLogger } from './runtime-logger.js';
import { WorkerModule } from './worker.module.js';

export interface RunningWorker {
  /** Resolves after a shutdown; rejects when the worker can't go on. */
  running: Promise<void>;
  isPolling(): boolean;
  /** Takes no more tasks, finishes what was begun, closes what was opened. */
  shutdown(): Promise<void>;
}

/** Starts the worker by the settings in the environment. Signals belong to whoever calls this. */
export async function startWorker(): Promise<RunningWorker> {
  const app = await NestFactory.createApplicationContext(WorkerModule, { bufferLogs: true });
  const logger = app.get(Logger);
  app.useLogger(logger);
  Runtime.install({ shutdownSignals: [], logger: runtimeLogger(logger) });
  const temporal = app.get(TemporalConfig);
  const { address, tls, apiKey } = temporal;
  const connection = await NativeConnection.connect({ address, tls, ...(apiKey && { apiKey }) });
  const worker = await createWorker({
    connection,
    temporal,
    ring: new KeyRing(app.get(SecurityConfig).encryptionKeys),
    activities: app.get(RecordActivities),
  });
  const running = worker.run();
  // Whoever awaits it hears of it; until then it must not count as unheard.
  running.catch(() => undefined);
  return {
    running,
    isPolling: () => worker.getState() === 'RUNNING',
    async shutdown() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await running.catch(() => undefined);
      await connection.close();
      await app.close();
    },
  };
}
