import { type ChildProcess, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import {
  commandLine,
  exitOf,
  isAlive,
  launch,
  type OsUser,
  stopPid,
  type StopStep,
  tailOf,
  plainEnvironment,
} from '../children.js';
import { HelpfulError } from '../sentence.js';
import { eventually } from '../waiting.js';
import { findBinaries, type PostgresBinaries } from './binaries.js';
import { serverUser } from './os-user.js';

export const SUPERUSER = 'postgres';

export interface ClusterOptions {
  /** The cluster's folder; see {@link placeForCluster}. */
  dataDir: string;
  port: number;
  /** Password of the superuser; fixed when the cluster is made. */
  password: string;
  logFile: string;
  /** Further `-c name=value` settings. */
  settings?: Readonly<Record<string, string>>;
  detached?: boolean;
}

/** Fast shutdown first, then immediate (recovers at the next start), then by force. */
const STOP: readonly StopStep[] = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];
const HURRY: readonly StopStep[] = [
  ['SIGQUIT', 3_000],
  ['SIGKILL', 3_000],
];

/** One embedded PostgreSQL: its folder, its process. */
export class PostgresCluster {
  readonly options: ClusterOptions;
  private readonly user: OsUser | undefined;
  private binaries: PostgresBinaries | undefined;
  private child: ChildProcess | undefined;

  constructor(options: ClusterOptions) {
    this.options = options;
    this.user = serverUser();
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** The superuser's address of a database. */
  url(database = 'postgres'): string {
    return databaseUrl(this.options.port, SUPERUSER, this.options.password, database);
  }

  /** Whether the cluster has been made. */
  exists(): boolean {
    return existsSync(join(this.options.dataDir, 'global', 'pg_control'));
  }

  /**
   * Makes the cluster unless it is there. It grows under another name and is renamed when whole, so that a half-finished
   * one is never taken for a cluster.
   *
   * @returns whether it was made now
   */
  async prepare(): Promise<boolean> {
    this.binaries = await findBinaries(this.user);
    const { dataDir } = this.options;
    if (this.exists()) return false;
    if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
      renameSync(dataDir, `${dataDir}.broken-${Date.now()}`);
    const half = `${dataDir}.new`;
    rmSync(half, { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
    mkdirSync(dirname(half), { recursive: true, mode: 0o755 });
    mkdirSync(half, { mode: 0o700 });
    this.handOver(half);
    this.initdb(this.binaries.initdb, half);
    renameSync(half, dataDir);
    return true;
  }

  private initdb(initdb: string, folder: string): void {
    const secrets = mkdtempSync(join(tmpdir(), 'qunying-initdb-'));
    const passwordFile = join(secrets, 'password');
    try {
      writeFileSync(passwordFile, this.options.password, { mode: 0o600 });
      this.handOver(passwordFile);
      this.handOver(secrets);
      const flags = [
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--auth=scram-sha-256',
        `--username=${SUPERUSER}`,
      ];
      const { status, stderr, error } = spawnSync(
        initdb,
        [...flags, `--pwfile=${passwordFile}`, `--pgdata=${folder}`],
        { encoding: 'utf8', cwd: dirname(folder), ...(this.user && { ...this.user, cwd: '/' }) },
      );
      if (status === 0) return;
      const reason = (error?.message ?? stderr).trim();
      throw new HelpfulError(
        `PostgreSQL 的数据目录建不成（${folder}）：${reason}`,
        `PostgreSQL's data folder could not be made (${folder}), see above.`,
      );
    } finally {
      rmSync(secrets, { recursive: true, force: true });
    }
  }

  private handOver(path: string): void {
    if (this.user) chownSync(path, this.user.uid, this.user.gid);
  }

  /**
   * Starts the server and waits until it answers. An orphan of a crash (its parent died, it lives on) is stopped first.
   */
  async start(): Promise<ChildProcess> {
    if (!this.binaries) await this.prepare();
    await stopOrphanCluster(this.options.dataDir);
    const { dataDir, port, logFile, settings, detached } = this.options;
    chmodSync(dataDir, 0o700);
    const all = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      timezone: 'UTC',
      log_timezone: 'UTC',
      ...settings,
    };
    const child = launch({
      command: this.binaries!.postgres,
      args: [
        '-D',
        dataDir,
        '-p',
        String(port),
        ...Object.entries(all).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
      ],
      env: plainEnvironment(),
      logFile,
      ...(this.user && { user: this.user }),
      ...(detached !== undefined && { detached }),
    });
    this.child = child;
    let ended: string | undefined;
    void exitOf(child).then((how) => (ended = how));
    await eventually(() => ping(this.url()), {
      withinMs: 60_000,
      unless: (error) => {
        if (isWrongPassword(error)) return wrongPassword(dataDir, error);
        return ended ? new Error(`PostgreSQL ended (${ended}):\n${tailOf(logFile, 5)}`) : undefined;
      },
    });
    return child;
  }

  async stop(hurry = false): Promise<void> {
    if (this.child?.pid) await stopPid(this.child.pid, hurry ? HURRY : STOP);
  }
}

export function databaseUrl(port: number, user: string, password: string, database: string): string {
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/** Ends a PostgreSQL that still runs on this folder. */
export async function stopOrphanCluster(dataDir: string): Promise<boolean> {
  const pid = runningPid(dataDir);
  if (pid === undefined) return false;
  return stopPid(pid, STOP);
}

/** First line of `postmaster.pid`, if such a process lives and is PostgreSQL (a pid may have been given away again). */
function runningPid(dataDir: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return pid > 0 && isAlive(pid) && commandLine(pid).includes('postgres') ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isWrongPassword(error: unknown): boolean {
  return (error as { code?: string }).code === '28P01';
}

function wrongPassword(dataDir: string, cause: unknown): HelpfulError {
  return new HelpfulError(
    `${dataDir} 里的数据库和密码对不上（secrets.json 被删或换过）：请恢复该文件，或用 npm run reset 清空数据重来。`,
    `The database in ${dataDir} does not fit its password (secrets.json was deleted or replaced): restore that file, or empty the data with npm run reset.`,
    { cause },
  );
}

async function ping(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end();
  }
}
