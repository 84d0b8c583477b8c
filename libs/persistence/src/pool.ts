import pg from 'pg';

export type Pool = pg.Pool;
/** A pool, or a client within a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;

export interface PoolSettings {
  size?: number;
  /** Milliseconds after which PostgreSQL gives up a statement; 5,000 by default. */
  statementTimeout?: number;
  applicationName?: string;
  /** An idle connection broke (PostgreSQL went away); the pool makes a new one at the next query. */
  onIdleError?: (error: Error) => void;
}

/**
 * For the plain SQL of recorder, content and readers. The time-out must be shorter than that of the activity that
 * records, so that an attempt never outlives its successor.
 */
export function createPool(databaseUrl: string, settings: PoolSettings = {}): Pool {
  const statementTimeout = settings.statementTimeout ?? 5_000;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: settings.size ?? 10,
    statement_timeout: statementTimeout,
    // The server may be gone without a word: then the client itself must give up.
    query_timeout: statementTimeout + 1_000,
    connectionTimeoutMillis: 5_000,
    idle_in_transaction_session_timeout: 10_000,
    application_name: settings.applicationName ?? 'qunying',
    keepAlive: true,
  });
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', settings.onIdleError ?? (() => undefined));
  return pool;
}

/** Commits what `work` did, or nothing of it. */
export async function inTransaction<T>(pool: Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((cause: unknown) => {
      broken = cause as Error;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** An instant as PostgreSQL reads it; nothing due is 'infinity'. */
export const timestamp = (instant: number | undefined): string =>
  instant === undefined || instant === Infinity ? 'infinity' : new Date(instant).toISOString();

/** The reverse, from what `pg` makes of a timestamptz; undefined for null and 'infinity'. */
export const instant = (value: Date | number | null): number | undefined => {
  if (value === null) return undefined;
  const ms = Number(value);
  return Number.isFinite(ms) ? ms : undefined;
};
