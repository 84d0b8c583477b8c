import 'reflect-metadata';
import { loadWorkerConfig, type TemporalConfig, type WorkerConfig } from '#config';
import { KeyRing } from '#crypto';
import { createClient } from '#temporal';
import type { Pool } from '#persistence';
import { Logger as NestLogger, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { NativeConnection, Runtime, type Worker } from '@temporalio/worker';
import { type Logger, pino } from 'pino';
import { CalendarActivities } from './calendar/calendar-activities.js';
import { catchUpCalendars } from './calendar/catch-up.js';
import { createWorker } from './create-worker.js';
import { becomeCurrent, type Deployment, deploymentOf, knowsDeployments } from './deployment.js';
import { MaintenanceActivities } from './maintenance/maintenance-activities.js';
import { ensureSchedules } from './maintenance/schedules.js';
import { NOW, type Now } from './now.js';
import { RecordActivities } from './recording/record-activities.js';
import { POOL } from './recording/recording.module.js';
import { runtimeLogger } from './runtime-logger.js';
import { WorkerLogger } from './worker-logger.js';
import { WorkerModule } from './worker.module.js';
import type { Workflows } from './workflow-bundle.js';

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
 * @param workflows those of the product, unless they live in another time than Temporal's
 * @throws SettingsError when a setting isn't allowed; TransportError when Temporal can't be reached
 */
export async function startWorker(
  config: WorkerConfig = loadWorkerConfig(),
  now: Now = Date.now,
  workflows?: Workflows,
): Promise<RunningWorker> {
  const logger = pino({ level: config.log.level });
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, now), {
    logger: new WorkerLogger(logger),
    abortOnError: false,
  });
  try {
    installRuntime(logger);
    return await run(app, config, workflows);
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function run(
  app: INestApplicationContext,
  config: WorkerConfig,
  workflows?: Workflows,
): Promise<RunningWorker> {
  const { temporal } = config;
  const connection = await connect(temporal);
  try {
    const activities = app.get(RecordActivities);
    const calendar = app.get(CalendarActivities);
    const maintenance = app.get(MaintenanceActivities);
    const ring = app.get(KeyRing);
    const deployment = await deploymentFor(connection, temporal);
    const parts = { connection, temporal, ring, activities, calendar, maintenance, workflows };
    const worker = await createWorker({ ...parts, ...(deployment && { deployment }) });
    const running = worker.run();
    // Whoever awaits it hears of it; until then it must not count as unheard.
    running.catch(() => undefined);
    if (deployment)
      await promote(connection, temporal, deployment).catch(async (error: unknown) => {
        // It would poll for tasks that never come to it.
        worker.shutdown();
        await running.catch(() => undefined);
        throw error;
      });
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

async function deploymentFor(
  connection: NativeConnection,
  temporal: TemporalConfig,
): Promise<Deployment | undefined> {
  if (temporal.workerVersioning === 'off') return undefined;
  const deployment = deploymentOf(temporal);
  if (await knowsDeployments(connection, temporal.namespace, deployment)) return deployment;
  new NestLogger('Deployment').warn('this Temporal server knows no worker deployments');
  return undefined;
}

/** After the worker has begun to poll, so that no task waits for it. */
async function promote(
  connection: NativeConnection,
  { namespace, workerVersioning }: TemporalConfig,
  deployment: Deployment,
): Promise<void> {
  if (workerVersioning === 'manual') return;
  const logger = new NestLogger('Deployment');
  const current = await becomeCurrent(connection, namespace, deployment);
  if (current === deployment.buildId) logger.log({ ...deployment, msg: 'this version takes the tasks' });
  else logger.warn({ ...deployment, current, msg: 'a newer version takes the tasks; this one waits' });
}

/** The worker is of use without any of it: what fails now is done by a schedule, or at the next start. */
async function catchUp(app: INestApplicationContext, { temporal }: WorkerConfig): Promise<void> {
  const client = createClient(temporal, app.get(KeyRing));
  try {
    await attempt('what was erased is not erased again', () => app.get(MaintenanceActivities).eraseAgain());
    await attempt('the schedules are not made', () => ensureSchedules(client, temporal));
    await attempt('no calendar is brought to open cases', async () => {
      const version = await catchUpCalendars(app.get<Pool>(POOL), client, temporal, app.get<Now>(NOW)());
      if (version !== undefined)
        new NestLogger('Calendar').log({ version, msg: 'open cases and orders take over the calendar' });
    });
  } finally {
    await client.connection.close();
  }
}

async function attempt(failure: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const { name, code } = error as Error & { code?: string | number };
    new NestLogger('Worker').warn({ type: name, code, msg: `${failure} at the start` });
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
