import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkoutDir, exitOf, freePorts, isAlive } from '#runtime';
import { until } from './until.js';

export type ProductPart = 'product' | 'postgres' | 'temporal';

export interface DemoAccount {
  username: string;
  password: string;
  role: string;
  name: string;
  place: string;
}

const START_WITHIN_MS = 180_000;

/**
 * The whole product as `npm start` runs it (from `dist`, which `npm test` has built): embedded PostgreSQL and Temporal,
 * API and worker, on a free port and a data folder of its own. Takes some seconds: one a spec file.
 */
export class RunningProduct {
  /** What the launcher has said since the last start. */
  output = '';
  private launcher: ChildProcess | undefined;
  /** Resolves with the launcher's exit code (or signal) once it is gone. */
  private ended: Promise<string> = Promise.resolve('0');

  private constructor(
    readonly dataDir: string,
    readonly port: number,
    private readonly settings: NodeJS.ProcessEnv,
  ) {}

  /**
   * @param settings beside those that every test has: without them there are no cases yet
   * @throws Error with what the launcher said, if it ends before the product is ready
   */
  static async start(settings: NodeJS.ProcessEnv = { DEMO_CASES: 'false' }): Promise<RunningProduct> {
    const dataDir = mkdtempSync(join(tmpdir(), 'qunying-product-'));
    // Open to PostgreSQL's OS user, or the database would be put elsewhere and left there.
    chmodSync(dataDir, 0o755);
    const [port] = (await freePorts(1)) as [number];
    const product = new RunningProduct(dataDir, port, settings);
    await product.start();
    return product;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get environment(): NodeJS.ProcessEnv {
    const { dataDir, port, settings } = this;
    return { ...process.env, NODE_OPTIONS: '', ...settings, DATA_DIR: dataDir, PORT: String(port) };
  }

  /** Starts again on the same data and port, after {@link stop} or {@link killLauncher}. */
  async start(): Promise<void> {
    this.output = '';
    const launcher = spawn(process.execPath, [join(checkoutDir, 'dist/scripts/start/main.js')], {
      cwd: checkoutDir,
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.launcher = launcher;
    for (const stream of [launcher.stdout, launcher.stderr])
      stream?.on('data', (data: Buffer) => (this.output += data.toString()));
    this.ended = exitOf(launcher);
    await Promise.race([
      readyOf(launcher),
      this.ended.then((how) => {
        throw new Error(`The launcher ended (${how}):\n${this.output}`);
      }),
    ]);
  }

  /**
   * Ends everything in order, as Ctrl-C does.
   *
   * @returns the launcher's exit code
   */
  async stop(): Promise<string> {
    this.launcher?.kill('SIGINT');
    return this.ended;
  }

  /** Stops and deletes the data folder. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** The process id of a part now; after a restart it is another. */
  pid(part: ProductPart): number {
    const text = readFileSync(join(this.dataDir, 'launcher.json'), 'utf8');
    return (JSON.parse(text) as { children: Record<ProductPart, number> }).children[part];
  }

  kill9(part: ProductPart): void {
    process.kill(this.pid(part), 'SIGKILL');
  }

  async kill9AndAwaitReturn(part: ProductPart): Promise<void> {
    const before = this.pid(part);
    this.kill9(part);
    await until(() => this.pid(part) !== before && isAlive(this.pid(part)), `${part} is back`);
  }

  /** Kills the launcher itself, which leaves its children orphans. */
  async killLauncher(): Promise<void> {
    this.launcher?.kill('SIGKILL');
    await this.ended;
  }

  /** The whole log of a part, or of the preparation of the database. */
  log(part: ProductPart | 'prepare'): string {
    return readFileSync(join(this.dataDir, 'logs', `${part}.log`), 'utf8');
  }

  accounts(): DemoAccount[] {
    return JSON.parse(readFileSync(join(checkoutDir, 'demo/accounts.json'), 'utf8')) as DemoAccount[];
  }

  async isReady(): Promise<boolean> {
    const response = await fetch(`${this.url}/api/health/ready/act`).catch(() => undefined);
    return response?.ok ?? false;
  }

  /** Runs a compiled program of the project against this product. */
  async run(program: string): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [join(checkoutDir, 'dist', program)], {
      cwd: checkoutDir,
      env: this.environment,
      maxBuffer: 10_000_000,
    });
    return stdout;
  }
}

function readyOf(launcher: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error('The product is not ready in time')), START_WITHIN_MS);
    launcher.once('exit', () => clearTimeout(timer));
    launcher.once('message', () => {
      clearTimeout(timer);
      done();
    });
  });
}
