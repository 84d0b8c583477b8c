import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bootstrap.mjs';

/**
 * The script behind a program of an installed package, to be run with our own Node whatever the PATH says.
 *
 * @param {string} name package
 * @param {string} [program] the package's name when left out
 */
export function programOf(name, program = name) {
  const folder = join(root, 'node_modules', name);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[program];
  if (!file) throw new Error(`${name} has no program ${program}`);
  return join(folder, file);
}
