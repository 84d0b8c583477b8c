import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, watch } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { checkoutDir, exitOf, stopPid } from '#runtime';
import { dev, titles } from './messages.js';
import { ProductService } from './product-service.js';
import type { Service } from './supervisor.js';

/** An editor writes a file more than once. */
const SETTLE_MS = 100;
const NO_ERRORS = /Found 0 errors/;
const PROCEDURES = 'procedures';

/**
 * The product as it is being written: the compiler watches the sources and tells at the terminal what is wrong with them;
 * when nothing is, the product is started anew. One that doesn't start or ends by itself waits for the next save.
 */
export class WatchedProduct implements Service {
  readonly name = 'product';
  readonly title = titles.product;
  private readonly product: ProductService;
  private compiler: ChildProcess | undefined;
  private renewing = Promise.resolve();
  private isWanted = false;
  private readonly ending = new AbortController();

  constructor(
    env: NodeJS.ProcessEnv,
    logFile: string,
    private readonly url: string,
  ) {
    const program = fileURLToPath(new URL('../dev/product.js', import.meta.url));
    this.product = new ProductService(env, logFile, program);
    this.watchProcedures();
  }

  start(): Promise<ChildProcess> {
    const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
    const args = ['--watch', '--preserveWatchOutput', '--pretty', String(process.stdout.isTTY ?? false)];
    const compiler = spawn(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...args], {
      cwd: checkoutDir,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    createInterface({ input: compiler.stdout }).on('line', (line) => {
      if (line.trim()) console.log(line);
      if (NO_ERRORS.test(line)) this.renew();
    });
    this.compiler = compiler;
    return Promise.resolve(compiler);
  }

  async stop(hurry: boolean): Promise<void> {
    this.ending.abort();
    if (this.compiler?.pid) await stopPid(this.compiler.pid, [['SIGKILL', 5_000]]);
    // What was about to start ends as well.
    if (!hurry) await this.renewing;
    await this.product.stop(hurry);
  }

  /** The compiler has no part in these. */
  private watchProcedures(): void {
    const { signal } = this.ending;
    let settling: NodeJS.Timeout | undefined;
    watch(join(checkoutDir, PROCEDURES), { signal }, (_event, file) => {
      if (!file || !/\.(yaml|json)$/.test(file)) return;
      clearTimeout(settling);
      settling = setTimeout(() => this.takeOver(join(PROCEDURES, file)), SETTLE_MS);
    });
  }

  private takeOver(file: string): void {
    try {
      copyFileSync(join(checkoutDir, file), join(checkoutDir, 'dist', file));
    } catch (error) {
      console.log(String(error));
    }
    this.renew();
  }

  /** One after another; what is saved meanwhile is taken along by the next one. */
  private renew(): void {
    if (this.isWanted) return;
    this.isWanted = true;
    this.renewing = this.renewing.then(async () => {
      this.isWanted = false;
      if (!this.ending.signal.aborted) await this.startAnew();
    });
  }

  private async startAnew(): Promise<void> {
    const began = Date.now();
    try {
      await this.product.stop(false);
      const child = await this.product.start();
      console.log(dev.ready(this.url, (Date.now() - began) / 1000));
      void exitOf(child).then((how) => this.tellEnd(child, how));
    } catch (error) {
      if (this.ending.signal.aborted) return;
      console.log(`\n${error instanceof Error ? error.message : String(error)}\n\n${dev.waiting}`);
    }
  }

  private tellEnd(child: ChildProcess, how: string): void {
    if (how !== '0' && !this.ending.signal.aborted) console.log(dev.ended(child.pid ?? 0, how));
  }
}
