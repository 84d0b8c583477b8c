import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout, found from the sources as well as from `dist`. */
export const checkoutDir = findCheckout();

function findCheckout(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('package.json not found above the runtime library');
    folder = parent;
  }
  return folder;
}

/** Per-user cache for what takes long to fetch and is the same in every checkout. Never inside a checkout. */
export function cacheDir(env: NodeJS.ProcessEnv = process.env): string {
  return resolve(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'qunying');
}
