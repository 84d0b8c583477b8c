import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestDatabase, TestTemporal } from '#testing';

const MAIN = join(import.meta.dirname, '..', '..', 'dist/apps/worker/src/main.js');

export interface WorkerPlace {
  database: Pick<TestDatabase, 'url'>;
  temporal: Pick<TestTemporal, 'address' | 'namespace' | 'taskQueue'>;
  /** As the setting has them. */
  keys: string;
}

/** Workers as they run in production: processes of their own, from `dist`, which `npm test` has built. */
export class WorkerProcesses {
  private readonly all: ChildProcess[] = [];

  constructor(
    private readonly place: WorkerPlace,
    private readonly more: NodeJS.ProcessEnv = {},
  ) {}

  start(): ChildProcess {
    const { database, temporal, keys } = this.place;
    const worker = spawn(process.execPath, [MAIN], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        DATABASE_URL: database.url,
        TEMPORAL_ADDRESS: temporal.address,
        TEMPORAL_NAMESPACE: temporal.namespace,
        TEMPORAL_TASK_QUEUE: temporal.taskQueue,
        ENCRYPTION_KEYS: keys,
        // It signs nobody in.
        SESSION_SECRET: '',
        LOG_LEVEL: 'silent',
        ...this.more,
      },
    });
    this.all.push(worker);
    return worker;
  }

  /** @returns the exit code; null after a signal that can't be caught */
  async end(worker: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
    const ended = once(worker, 'exit');
    worker.kill(signal);
    return (await ended)[0];
  }

  killAll(): void {
    for (const worker of this.all)
      if (worker.exitCode === null && worker.signalCode === null) worker.kill('SIGKILL');
  }
}

export const newKeys = (): string => `test:${randomBytes(32).toString('base64')}`;
