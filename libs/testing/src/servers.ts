import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine, isAlive, stopPid } from '../../runtime/src/children.js';
import { freePorts } from '../../runtime/src/ports.js';
import { databaseUrl, PostgresCluster, stopOrphanCluster } from '../../runtime/src/postgres/cluster.js';
import { ensureDatabase } from '../../runtime/src/postgres/databases.js';
import { placeForCluster } from '../../runtime/src/postgres/place.js';
import { findTemporal } from '../../runtime/src/temporal/binary.js';
import { TemporalDevServer } from '../../runtime/src/temporal/server.js';
import { bundleWorkflows } from './workflow-bundle.js';

/** What the specs of one Jest run share, handed to them through the environment. */
export interface SharedServers {
  superuserUrl: string;
  /** The role that owns the specs' databases; no superuser, like the product's. */
  role: string;
  rolePassword: string;
  temporalAddress: string;
  namespace: string;
  /** The product's workflows, bundled once for all workers of the run. */
  workflowBundle: string;
}

export const SERVERS_VARIABLE = 'QUNYING_TEST_SERVERS';
const PREFIX = 'qunying-test-';
const CHILDREN = 'children.json';
const ROLE = 'qunying';
const NAMESPACE = 'qunying-test';

/**
 * Starts one real PostgreSQL and one real Temporal dev server for a Jest run, on free ports and in a temporary folder.
 * Not durable (no fsync, Temporal in memory): nothing here outlives the run.
 */
export async function startSharedServers(): Promise<{ servers: SharedServers; stop: () => Promise<void> }> {
  await sweepLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(folder, 0o755);
  const [postgresPort, temporalPort] = (await freePorts(2)) as [number, number];
  const postgres = new PostgresCluster({
    dataDir: placeForCluster(folder),
    port: postgresPort,
    password: randomBytes(16).toString('hex'),
    logFile: join(folder, 'postgres.log'),
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  });
  const temporal = new TemporalDevServer({
    binary: await findTemporal(),
    port: temporalPort,
    logFile: join(folder, 'temporal.log'),
    namespace: { name: NAMESPACE, retentionDays: 1 },
    timeSkipping: true,
  });
  const stop = async (): Promise<void> => {
    await Promise.all([postgres.stop(true), temporal.stop(true)]);
    rmSync(postgres.options.dataDir, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const workflowBundle = join(folder, 'workflows.js');
    await Promise.all([postgres.start(), temporal.start(), bundleWorkflows(workflowBundle)]);
    const children = { cluster: postgres.options.dataDir, temporalPid: temporal.pid, temporalPort };
    writeFileSync(join(folder, CHILDREN), JSON.stringify(children));
    const rolePassword = randomBytes(16).toString('hex');
    await ensureDatabase(postgres.url(), { role: ROLE, password: rolePassword, database: ROLE });
    return {
      servers: {
        superuserUrl: databaseUrl(postgresPort, 'postgres', postgres.options.password, 'postgres'),
        role: ROLE,
        rolePassword,
        temporalAddress: temporal.address,
        namespace: NAMESPACE,
        workflowBundle,
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ends what a run left behind that was killed before its end. */
async function sweepLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
    if (!pid || isAlive(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    await stopChildren(join(folder, CHILDREN));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function stopChildren(file: string): Promise<void> {
  if (!existsSync(file)) return;
  const { cluster, temporalPid, temporalPort } = JSON.parse(readFileSync(file, 'utf8')) as {
    cluster: string;
    temporalPid: number;
    temporalPort: number;
  };
  await stopOrphanCluster(cluster);
  rmSync(cluster, { recursive: true, force: true });
  if (commandLine(temporalPid).includes(`--port ${temporalPort}`))
    await stopPid(temporalPid, [['SIGKILL', 3_000]]);
}
