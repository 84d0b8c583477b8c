import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { migrate } from '#persistence';
import {
  checkoutDir,
  ensureDatabase,
  databaseUrl,
  findTemporal,
  freePorts,
  isAlive,
  type OnProgress,
  plainEnvironment,
  placeForCluster,
  PostgresCluster,
  stopOrphanCluster,
  stopOrphanDevServer,
  TemporalDevServer,
} from '#runtime';
import { seedDemo } from '../demo/seed.js';
import { ProductService } from '../start/product-service.js';
import type { Reach, Reached } from './moved-process.js';
import type { Time } from './time.js';

const DATABASE = 'qunying';
const NAMESPACE = 'qunying';
const FOLDER = /^tour-(\d+)$/;

/** Where the time of a product begins. */
export interface Beginning {
  /** Of the machine's time, in milliseconds. */
  ahead: number;
  /** Its workflows, when they must live there although Temporal doesn't. */
  workflowBundle?: string;
}

/** What the moved process hears of it. */
export const movedBy = ({ ahead, workflowBundle }: Beginning): NodeJS.ProcessEnv => ({
  MOVED_AHEAD: String(ahead),
  ...(workflowBundle && { MOVED_WORKFLOWS: workflowBundle }),
});

type End = () => Promise<unknown>;

/**
 * The same product once more, in a process of its own, on a database and a Temporal server of its own whose time is
 * moved on: what would be told on a working morning is told when its time is reached. Gone when closed.
 */
export class MovedProduct implements Time {
  readonly movable = true;
  private readonly ends: End[] = [];
  private ahead: number;
  private process!: ChildProcess;
  private port = 0;
  private readonly dataDir: string;

  /**
   * @param installation the data folder of the installation; a folder for this one is made in it
   * @param settings of the product, beside those that are needed
   * @param began where its time begins, in milliseconds ahead of the machine's, and workflows that live there
   */
  constructor(
    private readonly installation: string,
    private readonly settings: NodeJS.ProcessEnv = {},
    private readonly began: Beginning = { ahead: 0 },
  ) {
    this.ahead = began.ahead;
    this.dataDir = resolve(installation, `tour-${process.pid}`);
  }

  /**
   * Close it in the end, even if this fails.
   *
   * @throws HelpfulError where there is no Temporal whose time can be moved
   */
  async start(progress: OnProgress): Promise<void> {
    await sweep(this.installation);
    mkdirSync(this.dataDir, { recursive: true });
    chmodSync(this.dataDir, 0o755);
    this.ends.push(async () => remove(this.dataDir));
    const [postgresPort = 0, temporalPort = 0, port = 0] = await freePorts(3);
    this.port = port;
    const env = {
      ...plainEnvironment(),
      ...this.settings,
      ...movedBy(this.began),
      NODE_ENV: 'production',
      DATA_DIR: this.dataDir,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: await this.startPostgres(postgresPort),
      TEMPORAL_ADDRESS: await this.startTemporal(temporalPort, progress),
      TEMPORAL_NAMESPACE: NAMESPACE,
      ENCRYPTION_KEYS: `tour:${randomBytes(32).toString('base64')}`,
      SESSION_SECRET: randomBytes(32).toString('hex'),
    };
    await migrate(env.DATABASE_URL);
    await seedDemo({ env, now: this.now() });
    const program = join(checkoutDir, 'dist/scripts/tour/moved-process.js');
    const service = new ProductService(env, join(this.dataDir, 'product.log'), program);
    this.ends.push(() => service.stop(false));
    this.process = await service.start();
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  now(): number {
    return Date.now() + this.ahead;
  }

  async reach(instant: number): Promise<void> {
    if (instant <= this.now()) return;
    const answered = once(this.process, 'message') as Promise<[Reached]>;
    this.process.send({ instant } satisfies Reach);
    const [reached] = await answered;
    if ('error' in reached) throw new Error(reached.error);
    this.ahead = reached.ahead;
  }

  async close(): Promise<void> {
    for (const end of this.ends.splice(0).reverse()) await end();
  }

  private async startPostgres(port: number): Promise<string> {
    const cluster = new PostgresCluster({
      dataDir: placeForCluster(this.dataDir),
      port,
      password: randomBytes(16).toString('hex'),
      logFile: join(this.dataDir, 'postgres.log'),
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
      detached: true,
    });
    this.ends.push(() => cluster.stop(true));
    await cluster.start();
    const password = randomBytes(16).toString('hex');
    await ensureDatabase(cluster.url(), { role: DATABASE, password, database: DATABASE });
    return databaseUrl(port, DATABASE, password, DATABASE);
  }

  private async startTemporal(port: number, progress: OnProgress): Promise<string> {
    const server = new TemporalDevServer({
      binary: await findTemporal(progress),
      port,
      dbFile: temporalFile(this.dataDir),
      logFile: join(this.dataDir, 'temporal.log'),
      namespace: { name: NAMESPACE, retentionDays: 1 },
      timeSkipping: true,
      detached: true,
    });
    this.ends.push(() => server.stop(true));
    await server.start();
    return server.address;
  }
}

const temporalFile = (folder: string): string => join(folder, 'temporal.db');

/** Ends and removes what a tour left behind that was killed before its end. */
async function sweep(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  for (const name of readdirSync(dataDir)) {
    const [, pid] = FOLDER.exec(name) ?? [];
    if (!pid || isAlive(Number(pid))) continue;
    const folder = resolve(dataDir, name);
    await stopOrphanDevServer(temporalFile(folder));
    await stopOrphanCluster(placeForCluster(folder));
    remove(folder);
  }
}

/** Where PostgreSQL's OS user can't enter the folder, its cluster lies outside. */
function remove(folder: string): void {
  rmSync(placeForCluster(folder), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
