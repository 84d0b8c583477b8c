import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..', '..');

export type Part = 'postgres' | 'temporal' | 'product';

export interface DemoAccount {
  username: string;
  password: string;
  role: string;
  name: string;
  place: string;
}

/** The product as `npm start` runs it, on a data folder and a port of its own. */
export class RunningProduct {
  private launcher: ChildProcess | undefined;
  output = '';

  private constructor(
    readonly dataDir: string,
    readonly port: number,
  ) {}

  static async start(): Promise<RunningProduct> {
    const dataDir = mkdtempSync(join(tmpdir(), 'qunying-e2e-'));
    const product = new RunningProduct(dataDir, await freePort());
    await product.start();
    return product;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get environment(): NodeJS.ProcessEnv {
    return { ...process.env, NODE_OPTIONS: '', DATA_DIR: this.dataDir, PORT: String(this.port) };
  }

  /** Resolves when the launcher has printed the accounts: everything is up. */
  async start(): Promise<void> {
    const launcher = spawn(process.execPath, [join(ROOT, 'scripts', 'start.mjs')], {
      cwd: ROOT,
      env: this.environment,
    });
    this.launcher = launcher;
    await new Promise<void>((up, failed) => {
      const read = (chunk: Buffer): void => {
        this.output += chunk.toString();
        if (this.output.includes('演示账号')) up();
      };
      launcher.stdout.on('data', read);
      launcher.stderr.on('data', read);
      launcher.once('exit', (code) => failed(new Error(`the launcher ended with ${code}:\n${this.output}`)));
    });
  }

  /** Like Ctrl-C; resolves with the launcher's exit code. */
  async stop(): Promise<number | null> {
    const launcher = this.launcher;
    if (!launcher || launcher.exitCode !== null) return launcher?.exitCode ?? 0;
    const ended = new Promise<number | null>((done) => launcher.once('exit', done));
    launcher.kill('SIGINT');
    return ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  pid(part: Part): number {
    const { children } = JSON.parse(readFileSync(join(this.dataDir, 'launcher.json'), 'utf8')) as {
      children: Record<Part, number>;
    };
    return children[part];
  }

  kill9(part: Part): void {
    process.kill(this.pid(part), 'SIGKILL');
  }

  /** The whole log of a part. */
  log(part: Part): string {
    return readFileSync(join(this.dataDir, 'logs', `${part}.log`), 'utf8');
  }

  accounts(): DemoAccount[] {
    return JSON.parse(readFileSync(join(ROOT, 'demo', 'accounts.json'), 'utf8')) as DemoAccount[];
  }

  async isReady(): Promise<boolean> {
    const response = await fetch(`${this.url}/api/health/ready`).catch(() => undefined);
    return response?.ok ?? false;
  }

  /** Runs a compiled program of the project against this product. */
  async run(script: string): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [join(ROOT, 'dist', script)], {
      cwd: ROOT,
      env: this.environment,
      maxBuffer: 10_000_000,
    });
    return stdout;
  }
}

/** Asks again until it holds. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  ms = 60_000,
): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${ms / 1000} s: ${what}`);
    await new Promise((again) => setTimeout(again, 100));
  }
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => found(port));
    });
  });
}
