import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestDatabase, TestTemporal } from '#testing';

const WORKER = join(import.meta.dirname, '..', '..', 'dist/apps/worker/src');
const MAIN = join(WORKER, 'main.js');

/** A worker whose clock is so many milliseconds ahead of the machine's: no setting of the product does that. */
const moved = (ahead: number): string[] => [
  '--input-type=module',
  '--eval',
  `import { startWorker } from '${pathToFileURL(join(WORKER, 'bootstrap.js')).href}';
  const worker = await startWorker(undefined, () => Date.now() + ${ahead});
  process.once('SIGTERM', () => worker.shutdown());
  await worker.running;
  await worker.shutdown();
  process.exit(0);`,
];

export interface WorkerPlace {
  database: Pick<TestDatabase, 'url'>;
  temporal: Pick<TestTemporal, 'address' | 'namespace' | 'taskQueue'>;
  /** As the setting has them. */
  keys: string;
}

/** Workers as they run in production: processes of their own, from `dist`, which `npm test` has built. */
export class WorkerProcesses {
  private readonly all: ChildProcess[] = [];

  /** @param ahead of the machine's time, in milliseconds */
  constructor(
    private readonly place: WorkerPlace,
    private readonly more: NodeJS.ProcessEnv = {},
    private readonly ahead = 0,
  ) {}

  start(): ChildProcess {
    const { database, temporal, keys } = this.place;
    const worker = spawn(process.execPath, this.ahead === 0 ? [MAIN] : moved(this.ahead), {
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
