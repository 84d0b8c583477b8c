import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { exitOf, launch, stopPid, type StopStep, tailOf } from '#runtime';
import { titles, troubles } from './messages.js';
import type { Service } from './supervisor.js';

/** What the product process tells its launcher. */
export interface ProductReady {
  ready: true;
  url: string;
}

/** SIGTERM drains: requests and workflow tasks in flight are finished before it ends. */
const STOP: readonly StopStep[] = [
  ['SIGTERM', 45_000],
  ['SIGKILL', 5_000],
];
const HURRY: readonly StopStep[] = [['SIGKILL', 5_000]];

/** The product (API and worker in one process) as a service. */
export class ProductService implements Service {
  readonly name = 'product';
  readonly title = titles.product;
  private child: ChildProcess | undefined;

  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly logFile: string,
    private readonly program = fileURLToPath(new URL('./product.js', import.meta.url)),
  ) {}

  async start(): Promise<ChildProcess> {
    const child = launch({
      command: process.execPath,
      args: ['--enable-source-maps', this.program],
      env: this.env,
      logFile: this.logFile,
      detached: true,
      ipc: true,
    });
    this.child = child;
    const how = await Promise.race([isReady(child), exitOf(child)]);
    if (how === READY) return child;
    throw troubles.productEnded(how, tailOf(this.logFile), this.logFile);
  }

  async stop(hurry: boolean): Promise<void> {
    if (this.child?.pid) await stopPid(this.child.pid, hurry ? HURRY : STOP);
  }
}

const READY = 'ready';

function isReady(child: ChildProcess): Promise<typeof READY> {
  return new Promise((done) => {
    child.on('message', (message: ProductReady) => {
      if (message.ready) done(READY);
    });
  });
}
