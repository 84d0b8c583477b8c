import { Client } from 'pg';

/**
 * Makes a login role (no superuser, so that row-level security will hold for it) and a database that it owns, each
 * unless it is there. The role's password is set anew every time.
 */
export async function ensureDatabase(
  superuserUrl: string,
  { role, password, database }: { role: string; password: string; database: string },
): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    const name = client.escapeIdentifier(role);
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (!rowCount) await client.query(`CREATE ROLE ${name} LOGIN`);
    await client.query(`ALTER ROLE ${name} PASSWORD ${client.escapeLiteral(password)}`);
    await createDatabase(client, database, { owner: role });
  });
}

/** Makes a database unless it is there. */
export async function createDatabase(
  client: Client,
  database: string,
  { owner, template }: { owner: string; template?: string },
): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  if (rowCount) return;
  const from = template ? ` TEMPLATE ${client.escapeIdentifier(template)}` : '';
  await client.query(
    `CREATE DATABASE ${client.escapeIdentifier(database)} OWNER ${client.escapeIdentifier(owner)}${from}`,
  );
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
