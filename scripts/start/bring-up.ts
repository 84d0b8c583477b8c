import {
  ensureDatabase,
  ensureNamespace,
  exitOf,
  findTemporal,
  freePorts,
  isFree,
  launch,
  placeForCluster,
  PostgresCluster,
  tailOf,
  TemporalDevServer,
  withClient,
} from '#runtime';
import { fileURLToPath } from 'node:url';
import { step } from '../lib/progress.mjs';
import { banner } from './banner.js';
import { DATABASE, type DataFolder, embeddedDatabase, type Ports, type Secrets } from './data-folder.js';
import { notes, steps, titles, troubles } from './messages.js';
import { ProductService } from './product-service.js';
import { type LauncherSettings, productEnvironment } from './settings.js';
import type { Supervisor } from './supervisor.js';
import { WatchedProduct } from './watched-product.js';

const RETENTION_DAYS = 30;

/** What the steps of bringing the product up share. */
export interface BringUp {
  settings: LauncherSettings;
  folder: DataFolder;
  supervisor: Supervisor;
  /** Aborted when the person gives up meanwhile. */
  signal: AbortSignal;
  /** Follows what is saved. */
  watch: boolean;
}

/** PostgreSQL → Temporal → migrations and demo data → the product; then tells where everything is. */
export async function bringUp(context: BringUp): Promise<void> {
  const { settings, folder, supervisor } = context;
  const secrets = folder.secrets();
  const ports = await folder.ports(isFree, freePorts);
  const env = productEnvironment(
    { ...process.env, DATA_DIR: folder.path },
    {
      secrets,
      ...(settings.embedded.postgres && { databaseUrl: await startPostgres(context, ports, secrets) }),
      ...(settings.embedded.temporal && { temporalAddress: await startTemporal(context, ports) }),
    },
  );
  if (!settings.embedded.postgres) await checkDatabase(settings);
  if (!settings.embedded.temporal) await checkNamespace(settings);
  await step(steps.prepare, () => prepare(context, env));
  const log = folder.log('product');
  const { url } = settings.config.http;
  const product = context.watch ? new WatchedProduct(env, log, url) : new ProductService(env, log);
  await step(steps.startProduct, () => supervisor.add(product));
  console.log(
    banner({
      url,
      temporalUi: settings.embedded.temporal ? `http://127.0.0.1:${ports.temporalUi}` : undefined,
      logs: folder.log('*'),
      demo: settings.config.data.demo,
    }),
  );
  if (settings.config.data.demo && settings.config.data.demoCases) void loadTownship(context, env, url);
}

/** The product is up and can be used meanwhile; what went wrong with a matter stands in the log. */
async function loadTownship({ folder, signal }: BringUp, env: NodeJS.ProcessEnv, url: string): Promise<void> {
  const logFile = folder.log('township');
  const program = fileURLToPath(new URL('../demo/township/main.js', import.meta.url));
  const args = ['--enable-source-maps', program, url];
  const child = launch({ command: process.execPath, args, env, logFile });
  signal.addEventListener('abort', () => child.kill());
  const how = await exitOf(child);
  if (!signal.aborted) console.log(how === '0' ? notes.townshipLoaded : notes.townshipIncomplete(logFile));
}

async function startPostgres(
  { folder, supervisor }: BringUp,
  ports: Ports,
  secrets: Secrets,
): Promise<string> {
  const cluster = new PostgresCluster({
    dataDir: placeForCluster(folder.path),
    port: ports.postgres,
    password: secrets.postgresPassword,
    logFile: folder.log('postgres'),
    detached: true,
  });
  if (!cluster.exists()) await step(steps.initPostgres, () => cluster.prepare());
  await step(steps.startPostgres, async () => {
    await supervisor.add({
      name: 'postgres',
      title: titles.postgres,
      start: () => cluster.start(),
      stop: (hurry) => cluster.stop(hurry),
    });
    await ensureDatabase(cluster.url(), {
      role: DATABASE,
      password: secrets.databasePassword,
      database: DATABASE,
    });
  });
  return embeddedDatabase(ports, secrets);
}

async function startTemporal(
  { folder, settings, supervisor, signal }: BringUp,
  ports: Ports,
): Promise<string> {
  const binary = await step<string>(steps.temporalBinary, (tell) => findTemporal(tell, signal));
  const server = new TemporalDevServer({
    binary,
    port: ports.temporal,
    uiPort: ports.temporalUi,
    dbFile: folder.temporalDb,
    logFile: folder.log('temporal'),
    namespace: { name: settings.config.temporal.namespace, retentionDays: RETENTION_DAYS },
    detached: true,
  });
  await step(steps.startTemporal, () =>
    supervisor.add({
      name: 'temporal',
      title: titles.temporal,
      start: () => server.start(),
      stop: (hurry) => server.stop(hurry),
    }),
  );
  return server.address;
}

async function checkDatabase({ config }: LauncherSettings): Promise<void> {
  await step(steps.database, () =>
    withClient(config.database.url, (client) => client.query('SELECT 1')).catch((error: unknown) => {
      throw troubles.unreachable('DATABASE_URL', error);
    }),
  );
}

async function checkNamespace({ config }: LauncherSettings): Promise<void> {
  const { address, namespace, tls, apiKey } = config.temporal;
  const wanted = { address, name: namespace, retentionDays: RETENTION_DAYS, tls, ...(apiKey && { apiKey }) };
  await step(steps.namespace, () =>
    ensureNamespace(wanted).catch((error: unknown) => {
      throw troubles.unreachable('TEMPORAL_ADDRESS', error);
    }),
  );
}

async function prepare({ folder, signal }: BringUp, env: NodeJS.ProcessEnv): Promise<void> {
  const logFile = folder.log('prepare');
  const program = fileURLToPath(new URL('./prepare.js', import.meta.url));
  const child = launch({ command: process.execPath, args: ['--enable-source-maps', program], env, logFile });
  signal.addEventListener('abort', () => child.kill());
  const how = await exitOf(child);
  if (how !== '0') throw troubles.prepareFailed(tailOf(logFile), logFile);
}
