import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { node24 } from './install.mjs';
import { Sentence, step } from './progress.mjs';
import { run, tail } from './tool.mjs';

const FOLDERS = ['apps', 'libs', 'workflows', 'scripts', 'procedures'];
const CONFIGURATION = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
/** As `tsconfig.build.json` excludes it. */
const TEST_CODE = [join('libs', 'testing'), join('libs', 'domain', 'src', 'testing')];
const COMPILED = /\.m?[jt]s$/;
/** Built by Vite into `dist/web`, not compiled beside the rest. */
const WEB = join('apps', 'web');
/** Made by the build itself. */
const CLIENT = join(WEB, 'src', 'client');
const BUNDLER = 'dist/apps/worker/src/build-bundle.js';

/**
 * Compiles into `dist` what has changed and makes the workflow bundle, unless `dist` was made of exactly these sources.
 *
 * @param {string} root folder of the checkout
 */
export async function ensureBuilt(root) {
  const sources = sourcesOf(root);
  const wanted = fingerprint(root, sources);
  if (readStamp(root) === wanted) return;
  rmSync(stampFile(root), { force: true });
  await step('编译 · building', (tell) => build(root, sources, tell));
  writeFileSync(stampFile(root), wanted);
}

/**
 * @param {string} root
 * @param {string[]} sources
 * @param {(detail: string) => void} tell
 */
async function build(root, sources, tell) {
  pruneStale(root);
  await compile(root);
  if (!isWhole(root, sources)) {
    // Somebody deleted part of `dist`; the compiler's memory still says that it is there.
    rmSync(join(root, 'dist', '.tsbuildinfo'), { force: true });
    await compile(root);
  }
  for (const file of sources) if (!COMPILED.test(file) && !isWeb(file)) copyAsset(root, file);
  if (!existsSync(join(root, BUNDLER))) return;
  tell('workflow bundle');
  await must(root, [join(root, BUNDLER)]);
  await buildWeb(root, tell);
}

/**
 * The web app, with the client of the API as it is documented now.
 *
 * @param {string} root
 * @param {(detail: string) => void} tell
 */
async function buildWeb(root, tell) {
  const web = join(root, WEB);
  const modules = join(root, 'node_modules');
  tell('web');
  await must(root, [join(root, 'dist', 'scripts', 'openapi.js')]);
  await must(web, [join(modules, '@hey-api', 'openapi-ts', 'bin', 'run.js')], root);
  await must(web, [join(modules, 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'], root);
}

/** @param {string} root */
function compile(root) {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  return must(root, [compiler, '-p', 'tsconfig.build.json', '--pretty', 'false']);
}

/**
 * @param {string} cwd
 * @param {string[]} args
 * @param {string} root
 */
async function must(cwd, args, root = cwd) {
  const { ok, output } = await run(node24(root), args, { cwd });
  if (ok) return;
  throw new Sentence(`${tail(output)}\n\n编译没有成功，原因见上。\nThe build failed, see above.`);
}

/**
 * Removes what a deleted or renamed source left in `dist`.
 *
 * @param {string} root
 */
function pruneStale(root) {
  const dist = join(root, 'dist');
  for (const file of FOLDERS.flatMap((folder) => filesIn(join(dist, folder)))) {
    if (!/\.m?js(\.map)?$/.test(file)) continue;
    const output = join(root, relative(dist, file)).replace(/\.map$/, '');
    const sources = [output, output.replace(/js$/, 'ts')];
    if (!sources.some((source) => existsSync(source))) rmSync(file);
  }
}

/**
 * @param {string} root
 * @param {string[]} sources
 */
function isWhole(root, sources) {
  return sources
    .filter((source) => COMPILED.test(source) && !/\.d\.m?ts$/.test(source) && !isWeb(source))
    .every((source) => existsSync(join(root, 'dist', source.replace(/ts$/, 'js'))));
}

/**
 * @param {string} root
 * @param {string} file
 */
function copyAsset(root, file) {
  const target = join(root, 'dist', file);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join(root, file), target);
}

/**
 * @param {string} root
 * @returns {string[]} what `dist` is made of, relative to the checkout
 */
function sourcesOf(root) {
  return FOLDERS.flatMap((folder) => filesIn(join(root, folder)))
    .map((file) => relative(root, file))
    .filter(
      (file) =>
        !file.endsWith('.spec.ts') &&
        !file.startsWith(CLIENT) &&
        !TEST_CODE.some((folder) => file.startsWith(folder)),
    )
    .sort();
}

/** @param {string} file relative to the checkout */
const isWeb = (file) => file.startsWith(WEB + sep);

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}

/**
 * @param {string} root
 * @param {string[]} sources
 */
function fingerprint(root, sources) {
  const hash = createHash('sha256');
  for (const file of [...CONFIGURATION, ...sources])
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/**
 * Remembers what `dist` was made of.
 *
 * @param {string} root
 */
export function stampFile(root) {
  return join(root, 'dist', '.build-stamp');
}

/** @param {string} root */
function readStamp(root) {
  return existsSync(stampFile(root)) ? readFileSync(stampFile(root), 'utf8') : '';
}
