import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { ensureNamespace, findTemporal, freePorts, TemporalDevServer, withClient } from '#runtime';
import type { TestDatabase, TestTemporal } from '#testing';
import { Client, Connection } from '@temporalio/client';

/** A backup of a spec's database. Whoever was connected is cut off, as when a server is stopped for it. */
export class DatabaseBackup {
  private readonly name: string;
  private readonly owner: string;
  private readonly server: string;
  private readonly copy: string;

  private constructor({ url, superuserUrl }: TestDatabase) {
    this.name = new URL(url).pathname.slice(1);
    this.owner = new URL(url).username;
    const server = new URL(superuserUrl);
    server.pathname = '/postgres';
    this.server = server.href;
    this.copy = `${this.name}_backup`;
  }

  static async of(database: TestDatabase): Promise<DatabaseBackup> {
    const backup = new DatabaseBackup(database);
    await backup.clone(backup.name, backup.copy);
    return backup;
  }

  /** The database is again as it was. */
  async restore(): Promise<void> {
    await this.drop(this.name);
    await this.clone(this.copy, this.name);
  }

  async remove(): Promise<void> {
    await this.drop(this.copy);
  }

  private clone(from: string, to: string): Promise<void> {
    return withClient(this.server, async (client) => {
      const id = (name: string) => client.escapeIdentifier(name);
      await client.query(`ALTER DATABASE ${id(from)} ALLOW_CONNECTIONS false`);
      await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [from]);
      await client.query(`CREATE DATABASE ${id(to)} TEMPLATE ${id(from)} OWNER ${id(this.owner)}`);
      await client.query(`ALTER DATABASE ${id(from)} ALLOW_CONNECTIONS true`);
    });
  }

  private drop(name: string): Promise<void> {
    return withClient(this.server, async (client) => {
      await client.query(`DROP DATABASE ${client.escapeIdentifier(name)} WITH (FORCE)`);
    });
  }
}

/** A Temporal dev server of one's own, on a file that can be put back to what it was. */
export class OwnTemporal implements TestTemporal {
  readonly namespace = 'qunying-restore';
  readonly taskQueue = `test-${randomUUID()}`;

  private constructor(
    private readonly server: TemporalDevServer,
    private readonly folder: string,
    readonly connection: Connection,
  ) {}

  static async start(): Promise<OwnTemporal> {
    const folder = mkdtempSync(join(tmpdir(), 'qunying-temporal-'));
    const [port] = (await freePorts(1)) as [number];
    const server = new TemporalDevServer({
      binary: await findTemporal(),
      port,
      dbFile: join(folder, 'temporal.db'),
      logFile: join(folder, 'temporal.log'),
      namespace: { name: 'qunying-restore', retentionDays: 1 },
    });
    await server.start();
    return new OwnTemporal(server, folder, await Connection.connect({ address: server.address }));
  }

  get address(): string {
    return this.server.address;
  }

  client(options: ConstructorParameters<typeof Client>[0] = {}): Client {
    return new Client({ ...options, connection: this.connection, namespace: this.namespace });
  }

  /** Stopped meanwhile; without a worker. */
  async backUp(): Promise<void> {
    await this.whileStopped(() => this.copyFiles(this.folder, this.backup));
  }

  async restore(): Promise<void> {
    await this.whileStopped(() => {
      for (const name of this.filesIn(this.folder)) rmSync(join(this.folder, name));
      this.copyFiles(this.backup, this.folder);
    });
  }

  async close(): Promise<void> {
    await this.connection.close();
    await this.server.stop(true);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get backup(): string {
    return join(this.folder, 'backup');
  }

  private async whileStopped(work: () => void): Promise<void> {
    await this.server.stop();
    work();
    await this.server.start();
    await ensureNamespace({ address: this.address, name: this.namespace, retentionDays: 1 });
  }

  private copyFiles(from: string, to: string): void {
    for (const name of this.filesIn(from)) cpSync(join(from, name), join(to, basename(name)));
  }

  private filesIn(folder: string): string[] {
    return readdirSync(folder).filter((name) => /^temporal\.db(-wal|-shm)?$/.test(name));
  }
}
