import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes as they are sent, compressed by Brotli: on a village line each hundred thousand is half a second. */
const WORKBENCH = 250_000;
const ANY_PAGE = 360_000;

/**
 * @typedef {{ file: string, isEntry?: boolean, isDynamicEntry?: boolean, imports?: string[], css?: string[] }} Chunk
 */

/**
 * What a first visit of each page of the web app fetches, judged by its budget.
 *
 * @param {string} folder of the built app
 * @returns {{ ok: boolean, output: string }}
 */
export function judgeWebSize(folder) {
  /** @type {Record<string, Chunk>} */
  const manifest = JSON.parse(readFileSync(join(folder, 'assets.json'), 'utf8'));
  const entry = filesOf(manifest, 'index.html');
  const pages = Object.keys(manifest).filter(
    (key) => manifest[key]?.isDynamicEntry && !key.includes('/libs/i18n/'),
  );
  const sizes = [
    { page: 'workbench', size: sum(folder, entry), most: WORKBENCH },
    ...pages.map((page) => ({
      page,
      size: sum(folder, new Set([...entry, ...filesOf(manifest, page)])),
      most: ANY_PAGE,
    })),
  ];
  const output = sizes
    .map(({ page, size, most }) => `${page}: ${(size / 1000).toFixed(0)} of ${most / 1000} kB`)
    .join('\n');
  return { ok: sizes.every(({ size, most }) => size <= most), output };
}

/**
 * @param {Record<string, Chunk>} manifest
 * @param {string} key
 * @param {Set<string>} [seen]
 * @returns {Set<string>} files that the chunk needs, itself among them
 */
function filesOf(manifest, key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const style of chunk.css ?? []) seen.add(style);
  for (const imported of chunk.imports ?? []) filesOf(manifest, imported, seen);
  return seen;
}

/**
 * @param {string} folder
 * @param {Set<string>} files
 */
function sum(folder, files) {
  return [...files].reduce((bytes, file) => {
    const compressed = join(folder, `${file}.br`);
    return bytes + statSync(existsSync(compressed) ? compressed : join(folder, file)).size;
  }, 0);
}
