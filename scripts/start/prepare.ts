/**
 * Brings the database up to date, publishes procedures and working days and, unless it isn't wanted, loads the demo
 * data. Run by the launcher.
 */
import { DatabaseConfig, DataConfig, loadArea } from '#config';

const { url } = loadArea(DatabaseConfig);
const { demo } = loadArea(DataConfig);

const { migrate } = await load<{ migrate(databaseUrl: string): Promise<void> }>('#persistence');
await migrate(url);

if (demo) {
  const { seedDemo } = await load<{ seedDemo(): Promise<void> }>('../demo/seed.js');
  await seedDemo();
} else {
  const { publishCatalogue } = await load<{ publishCatalogue(databaseUrl: string): Promise<void> }>(
    '../seed/catalogue.js',
  );
  await publishCatalogue(url);
}

async function load<T>(path: string): Promise<T> {
  return (await import(path)) as T;
}
