/**
 * The product under `npm run dev`, started anew after every save that compiles: it brings the database, the procedures and
 * the workflow bundle up to what was saved, then runs.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseConfig, loadArea } from '#config';
import { migrate } from '#persistence';
import { checkoutDir, HelpfulError } from '#runtime';
import { complain } from '../lib/progress.mjs';
import { publishCatalogue } from '../seed/catalogue.js';
import { runProduct } from '../start/run-product.js';

const DIST = join(checkoutDir, 'dist');
const BUNDLE = join(DIST, 'workflow-bundle.js');
/** What the bundle is made of. */
const BUNDLED = ['workflows', 'libs/domain/src', 'libs/contracts/src', 'libs/temporal/src'];

function newestIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Math.max(...files.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs));
}

function bundleAnew(): void {
  const made = statSync(BUNDLE, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (BUNDLED.every((folder) => newestIn(join(DIST, folder)) <= made)) return;
  // In a process of its own: the bundler is large, and the product has no use for it.
  const { status } = spawnSync(process.execPath, [join(DIST, 'apps/worker/src/build-bundle.js')], {
    stdio: 'inherit',
  });
  if (status !== 0)
    throw new HelpfulError(
      '工作流没有打包成功，原因见上。',
      'The workflow bundle could not be made, see above.',
    );
}

try {
  bundleAnew();
  const { url } = loadArea(DatabaseConfig);
  await migrate(url);
  await publishCatalogue(url);
  await runProduct();
} catch (error) {
  complain(error);
  process.exit(1);
}
