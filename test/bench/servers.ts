import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  databaseUrl,
  ensureDatabase,
  findTemporal,
  freePorts,
  placeForCluster,
  PostgresCluster,
  TemporalDevServer,
} from '#runtime';
import { migrate } from '#persistence';
import { seedDemo } from '../../scripts/demo/seed.js';
import { type DemoAccount, demoAccounts } from '../../scripts/demo/accounts-file.js';
import { productEnvironment } from '../../scripts/start/settings.js';

const NAMESPACE = 'qunying';
const DATABASE = 'qunying';

/** What is measured runs on these: PostgreSQL and Temporal with the flags of `npm start`, durable, in a folder of their own. */
export interface Servers {
  databaseUrl: string;
  temporalAddress: string;
  namespace: string;
  /** Of a product on these servers; its port is still to be chosen. */
  environment: NodeJS.ProcessEnv;
  accounts: DemoAccount[];
  logFile(name: string): string;
  pids: { postgres: number; temporal: number };
  stop(): Promise<void>;
}

export async function startServers(): Promise<Servers> {
  const folder = mkdtempSync(join(tmpdir(), 'qunying-bench-'));
  // Open to PostgreSQL's OS user, as a data folder is.
  chmodSync(folder, 0o755);
  const logFile = (name: string): string => join(folder, `${name}.log`);
  const [postgresPort, temporalPort] = (await freePorts(2)) as [number, number];
  const postgres = new PostgresCluster({
    dataDir: placeForCluster(folder),
    port: postgresPort,
    password: randomBytes(16).toString('hex'),
    logFile: logFile('postgres'),
  });
  const temporal = new TemporalDevServer({
    binary: await findTemporal(),
    port: temporalPort,
    dbFile: join(folder, 'temporal.db'),
    logFile: logFile('temporal'),
    namespace: { name: NAMESPACE, retentionDays: 1 },
  });
  const stop = async (): Promise<void> => {
    await Promise.all([postgres.stop(true), temporal.stop(true)]);
    rmSync(postgres.options.dataDir, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all([postgres.start(), temporal.start()]);
    const password = randomBytes(16).toString('hex');
    await ensureDatabase(postgres.url(), { role: DATABASE, password, database: DATABASE });
    const url = databaseUrl(postgresPort, DATABASE, password, DATABASE);
    const environment = productEnvironment(
      { ...process.env, DATABASE_URL: url, TEMPORAL_ADDRESS: temporal.address, DATA_DIR: folder },
      {
        secrets: {
          encryptionKeys: `bench:${randomBytes(32).toString('base64')}`,
          sessionSecret: randomBytes(48).toString('base64url'),
        },
      },
    );
    await migrate(url);
    const accountsFile = join(folder, 'accounts.json');
    await seedDemo({ accountsFile, env: environment });
    return {
      databaseUrl: url,
      temporalAddress: temporal.address,
      namespace: NAMESPACE,
      environment,
      accounts: demoAccounts(accountsFile),
      logFile,
      pids: { postgres: postgres.pid!, temporal: temporal.pid! },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
