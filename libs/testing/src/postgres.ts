import { randomUUID } from 'node:crypto';
import { migrate } from '#persistence';
import { createDatabase, withClient } from '#runtime';
import { Client } from 'pg';
import { sharedServers } from './shared.js';

export interface TestDatabase {
  /** For the code under test: a role that owns the database and isn't a superuser. */
  readonly url: string;
  /** For looking around past every row-level policy. */
  readonly superuserUrl: string;
  /** Runs SQL as the superuser on this database. */
  query<Row extends object = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Drops the database, even under open connections. */
  close(): Promise<void>;
}

const TEMPLATE = 'qunying_template';
/** Key of the advisory lock under which the first spec makes the template. */
const TEMPLATE_LOCK = 4_711_001;

/**
 * A fresh database on the run's real PostgreSQL.
 *
 * @param options.migrated false for an empty database; by default it is a copy of a template that `migrate()` of
 *   `#persistence` has brought up to date, once a run
 */
export async function startPostgres({ migrated = true }: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const { superuserUrl, role, rolePassword } = sharedServers();
  const database = `test_${randomUUID().replaceAll('-', '')}`;
  await withClient(superuserUrl, async (client) => {
    if (migrated) await ensureTemplate(client);
    await createDatabase(client, database, { owner: role, ...(migrated && { template: TEMPLATE }) });
  });
  const asSuperuser = onDatabase(superuserUrl, database);
  return {
    url: roleUrl(database, role, rolePassword),
    superuserUrl: asSuperuser,
    query: <Row extends object>(sql: string, values?: unknown[]) =>
      withClient(asSuperuser, async (client) => (await client.query<Row>(sql, values)).rows),
    close: () =>
      withClient(superuserUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(database)} WITH (FORCE)`);
      }),
  };
}

/** Migrates under another name and renames, so that no spec copies a half-migrated template. */
async function ensureTemplate(client: Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount) return;
    const { role, rolePassword } = sharedServers();
    const half = `${TEMPLATE}_half`;
    await client.query(`DROP DATABASE IF EXISTS ${half} WITH (FORCE)`);
    await createDatabase(client, half, { owner: role });
    await migrate(roleUrl(half, role, rolePassword));
    await client.query(`ALTER DATABASE ${half} RENAME TO ${TEMPLATE}`);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
}

function roleUrl(database: string, role: string, password: string): string {
  const url = new URL(onDatabase(sharedServers().superuserUrl, database));
  url.username = role;
  url.password = password;
  return url.href;
}

function onDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
