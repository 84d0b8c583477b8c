import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { withLock } from './lock.mjs';
import { Sentence } from './progress.mjs';

/** Folder of the checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Installs and builds what is missing: after this `dist` can be run with `node24(root)`. */
export async function bootstrap() {
  if (Number(process.versions.node.split('.')[0]) < 18) throw new Sentence(TOO_OLD);
  // In the checkout and not in node_modules, which `npm ci` empties.
  await withLock(join(root, '.qunying-setup.lock'), async () => {
    await ensureInstalled(root);
    await ensureBuilt(root);
  });
}

const TOO_OLD = [
  `这里的 Node 是 ${process.version}，至少需要 Node 18（产品自己会带上 Node 24）。`,
  `This is Node ${process.version}; at least Node 18 is needed (the product brings its own Node 24).`,
].join('\n');
