import 'reflect-metadata';
import { loadWorkerConfig, type TemporalConfig, type WorkerConfig } from '#config';
import { KeyRing } from '#crypto';
import { createClient } from '#temporal';
import type { Pool } from '#persistence';
import { Logger as NestLogger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Client } from '@temporalio/client';
import { NativeConnection, Runtime, type Worker } from '@temporalio/worker';
import { type Logger, pino } from 'pino';
import { CalendarActivities } from './calendar/calendar-activities.js';
import { catchUpCalendars } from './calendar/catch-up.js';
import { createWorker } from './create-worker.js';
import { MaintenanceActivities } from './maintenance/maintenance-activities.js';
import { ensureSchedules } from './maintenance/schedules.js';
import { NOW, type Now } from './now.js';
import { RecordActivities } from './recording/record-activities.js';
import { POOL } from './recording/recording.module.js';
import { runtimeLogger } from './runtime-logger.js';
import { WorkerLogger } from './worker-logger.js';
import { WorkerModule } from './worker.module.js';

export interface RunningWorker {
  /** Resolves after a shutdown; rejects when the worker can't go on. */
  running: Promise<void>;
  /** Whether it asks Temporal for work, of workflows and of activities. */
  isPolling(): boolean;
  /** Takes no more tasks, finishes what was begun, closes what was opened. Asked again, it is the same end. */
  shutdown(): Promise<void>;
}

/**
 * Starts the worker. It owns no signals: who starts it also ends it.
 *
 * @param now the machine's time, unless the product is played in moved time
 * @throws SettingsError when a setting isn't allowed; TransportError when Temporal can't be reached
 */
export async function startWorker(
  config: WorkerConfig = loadWorkerConfig(),
  now: Now = Date.now,
): Promise<RunningWorker> {
  const logger = pino({ level: config.log.level });
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, now), {
    logger: new WorkerLogger(logger),
    abortOnError: false,
  });
  try {
    installRuntime(logger);
    return await run(app, config);
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function run(app: INestApplicationContext, config: WorkerConfig): Promise<RunningWorker> {
  const { temporal } = config;
  const connection = await connect(temporal);
  try {
    const activities = app.get(RecordActivities);
    const calendar = app.get(CalendarActivities);
    const maintenance = app.get(MaintenanceActivities);
    const ring = app.get(KeyRing);
    const worker = await createWorker({ connection, temporal, ring, activities, calendar, maintenance });
    const running = worker.run();
    // Whoever awaits it hears of it; until then it must not count as unheard.
    running.catch(() => undefined);
    const caughtUp = catchUp(app, config);
    const end = async (): Promise<void> => {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await Promise.all([running.catch(() => undefined), caughtUp]);
      await connection.close();
      await app.close();
    };
    let ended: Promise<void> | undefined;
    return { running, isPolling: () => isPolling(worker), shutdown: () => (ended ??= end()) };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** The worker is of use without it: what fails now is done at the next start. */
async function catchUp(app: INestApplicationContext, { temporal }: WorkerConfig): Promise<void> {
  const logger = new NestLogger('Calendar');
  const client = createClient(temporal, app.get(KeyRing));
  try {
    await schedule(client, temporal);
    const version = await catchUpCalendars(app.get<Pool>(POOL), client, temporal, app.get<Now>(NOW)());
    if (version !== undefined) logger.log({ version, msg: 'open cases and orders take over the calendar' });
  } catch (error) {
    logger.warn({ type: (error as Error).name, msg: 'no calendar was brought to open cases at the start' });
  } finally {
    await client.connection.close();
  }
}

/** A server without schedules (that which skips time) is none that runs for days. */
async function schedule(client: Client, temporal: TemporalConfig): Promise<void> {
  try {
    await ensureSchedules(client, temporal);
  } catch (error) {
    const { name, code } = error as Error & { code?: number };
    new NestLogger('Maintenance').warn({ type: name, code, msg: 'the schedules were not made' });
  }
}

let installed = false;

/** The SDK has one runtime a process, and would own the signals if it were not told otherwise. */
function installRuntime(logger: Logger): void {
  if (installed) return;
  Runtime.install({
    shutdownSignals: [],
    logger: runtimeLogger(logger),
    // Otherwise its native part writes to the terminal by itself, and more than may be said.
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
  });
  installed = true;
}

const connect = ({ address, tls, apiKey }: TemporalConfig): Promise<NativeConnection> =>
  NativeConnection.connect({ address, tls, ...(apiKey && { apiKey }) });

function isPolling(worker: Worker): boolean {
  const { runState, workflowPollerState, activityPollerState } = worker.getStatus();
  return runState === 'RUNNING' && workflowPollerState === 'POLLING' && activityPollerState === 'POLLING';
}
