import { join } from 'node:path';
import type { DataSource, EntityManager } from 'typeorm';
import { CalendarStore, Catalogue, createDataSource } from '#persistence';
import { calendarFromChineseDays, loadProcedures } from '#procedures';
import { checkoutDir } from '#runtime';

/** The year before, this one and the next: late entries reach back, the longest terms reach ahead. */
const YEARS = 3;

/**
 * Publishes what every installation needs before the first case: the procedures of `procedures/`, and working days
 * that reach to the end of the next year. What is published already stays.
 *
 * @throws InvalidProcedures, AlreadyPublishedError when a file changed without a new version
 */
export async function seedCatalogue(database: DataSource | EntityManager, now: number): Promise<void> {
  const catalogue = new Catalogue(database);
  for (const { procedure } of await loadProcedures(join(checkoutDir, 'procedures')))
    await catalogue.publishProcedure(procedure, now);
  const year = Number(
    new Intl.DateTimeFormat('en', { timeZone: 'Asia/Shanghai', year: 'numeric' }).format(now),
  );
  await database.transaction((manager) =>
    new CalendarStore(manager).prolong(
      `${year + 1}-12-31`,
      (version) => calendarFromChineseDays(year - 1, YEARS, version),
      now,
    ),
  );
}

/** As {@link seedCatalogue}, for an installation without demo data. */
export async function publishCatalogue(databaseUrl: string, now = Date.now()): Promise<void> {
  const dataSource = await createDataSource(databaseUrl, { poolSize: 1 }).initialize();
  try {
    await dataSource.transaction((database) => seedCatalogue(database, now));
  } finally {
    await dataSource.destroy();
  }
}
