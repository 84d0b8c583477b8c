import pg from 'pg';
import { type DataSource, MigrationExecutor } from 'typeorm';
import { createDataSource } from './data-source.js';

/** Key of the advisory lock: two processes that start at once migrate one after the other. */
const LOCK = 7_155_001;

export interface MigrationProgress {
  /** Name of the migration about to run. */
  name: string;
  /** Counts from 1. */
  index: number;
  total: number;
}

/** Brings the database up to date. Each migration is one transaction; a failed one leaves nothing behind. */
export async function migrate(
  databaseUrl: string,
  onProgress?: (progress: MigrationProgress) => void,
): Promise<void> {
  const lock = new pg.Client({ connectionString: databaseUrl, application_name: 'qunying-migrate' });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const dataSource = createDataSource(databaseUrl, { poolSize: 2, statementTimeout: 0 });
    await dataSource.initialize();
    try {
      const pending = await new MigrationExecutor(dataSource).getPendingMigrations();
      for (const [index, { name }] of pending.entries())
        onProgress?.({ name, index: index + 1, total: pending.length });
      await dataSource.runMigrations({ transaction: 'each' });
    } finally {
      await dataSource.destroy();
    }
  } finally {
    // Ending the session gives the lock back.
    await lock.end();
  }
}

/** Whether every migration has been applied. */
export const isMigrated = async (dataSource: DataSource): Promise<boolean> =>
  !(await dataSource.showMigrations());

/** Throws when PostgreSQL does not answer. */
export async function ping(dataSource: DataSource): Promise<void> {
  await dataSource.query('SELECT 1');
}
