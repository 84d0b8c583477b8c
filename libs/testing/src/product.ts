import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutDir, eventually, exitOf, freePorts, isAlive } from '#runtime';

export type ProductPart = 'product' | 'postgres' | 'temporal';

export interface RunningProduct {
  readonly url: string;
  /** Its own temporary data folder: secrets.json, ports.json, logs/. */
  readonly dataDir: string;
  /** What the launcher has said so far. */
  output(): string;
  /** The process id of a part now; after a restart it is another. */
  pid(part: ProductPart): number;
  /** Kills a part with SIGKILL and waits until the launcher says that it is back. */
  killAndAwaitReturn(part: ProductPart): Promise<void>;
  /** Signals the launcher, as Ctrl-C does. */
  signal(signal: NodeJS.Signals): void;
  /** Resolves with the launcher's exit code (or signal) once it is gone. */
  readonly ended: Promise<string>;
  /** Ends everything in order and deletes the data folder, unless told to keep it for another start. */
  stop(options?: { keepData?: boolean }): Promise<void>;
}

const START_WITHIN_MS = 180_000;
const BACK_WITHIN_MS = 60_000;

/**
 * The whole product as `npm start` runs it (from `dist`, which `npm test` has built): embedded PostgreSQL and Temporal,
 * API and worker, on free ports and a data folder of its own. Takes some seconds: one a spec file.
 *
 * @param env further settings, or others than the defaults here
 * @throws Error with what the launcher said, if it ends before the product is ready
 */
export async function startProduct(env: NodeJS.ProcessEnv = {}): Promise<RunningProduct> {
  const dataDir = env['DATA_DIR'] ?? newDataDir();
  const [port] = await freePorts(1);
  const launcher = spawn(process.execPath, [join(checkoutDir, 'dist/scripts/start/main.js')], {
    cwd: checkoutDir,
    env: { ...process.env, NODE_OPTIONS: '', PORT: String(port), DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream?.on('data', (data: Buffer) => (output += data.toString()));
  }
  const ended = exitOf(launcher);
  const url = await Promise.race([
    readyAt(launcher),
    ended.then((how) => {
      throw new Error(`The launcher ended (${how}):\n${output}`);
    }),
  ]);
  const lockFile = join(dataDir, 'launcher.json');
  const pid = (part: ProductPart): number => childrenIn(lockFile)[part] ?? 0;
  return {
    url,
    dataDir,
    ended,
    pid,
    output: () => output,
    signal: (signal) => void launcher.kill(signal),
    async killAndAwaitReturn(part) {
      const before = pid(part);
      process.kill(before, 'SIGKILL');
      await eventually(() => backAgain(pid(part), before), { withinMs: BACK_WITHIN_MS, everyMs: 100 });
    },
    async stop({ keepData = false } = {}) {
      launcher.kill('SIGTERM');
      await ended;
      if (!keepData) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Open to PostgreSQL's OS user, or the database would be put elsewhere and left there. */
function newDataDir(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qunying-product-'));
  chmodSync(folder, 0o755);
  return folder;
}

function readyAt(launcher: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error('The product is not ready in time')), START_WITHIN_MS);
    launcher.once('exit', () => clearTimeout(timer));
    launcher.once('message', ({ url }: { url: string }) => {
      clearTimeout(timer);
      done(url);
    });
  });
}

function childrenIn(lockFile: string): Partial<Record<ProductPart, number>> {
  return (JSON.parse(readFileSync(lockFile, 'utf8')) as { children: Partial<Record<ProductPart, number>> })
    .children;
}

function backAgain(pid: number, before: number): Promise<void> {
  return pid !== before && isAlive(pid) ? Promise.resolve() : Promise.reject(new Error('not back yet'));
}
