/**
 * Brings the database up to date, publishes procedures and working days and, unless it isn't wanted, loads the demo
 * data. Run by the launcher; by hand, with `--without-demo`, as `npm run migrate`.
 */
import { DatabaseConfig, DataConfig, loadArea } from '#config';
import { migrate } from '#persistence';
import { seedDemo } from '../demo/seed.js';
import { complain } from '../lib/progress.mjs';
import { publishCatalogue } from '../seed/catalogue.js';

try {
  const { url } = loadArea(DatabaseConfig);
  const demo = loadArea(DataConfig).demo && !process.argv.includes('--without-demo');
  await migrate(url);
  await (demo ? seedDemo() : publishCatalogue(url));
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
