import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../paths.js';
import { HelpfulError } from '../sentence.js';
import { isExecutable, onPath, runTool, withLock } from '../tools.js';

/** The newest CLI that can be installed by version; later ones replace a folder in their module. */
export const CLI_VERSION = '1.5.1';

const MODULE = `github.com/temporalio/cli/cmd/temporal@v${CLI_VERSION}`;
const SUFFIX = process.platform === 'win32' ? '.exe' : '';

/** Called now and then while something long goes on, with what is being done. */
export type OnProgress = (detail: string) => void;

/**
 * The `temporal` binary for the dev server: the one on the PATH, else the per-user cache, else built by Go into that
 * cache (some minutes, once), else the Temporal SDK's own download.
 *
 * @throws HelpfulError telling what to install
 */
export async function findTemporal(
  progress: OnProgress = () => undefined,
  signal?: AbortSignal,
): Promise<string> {
  const ready = onPath('temporal') ?? cached();
  if (ready) return ready;
  return withLock(
    `${cachePath()}.lock`,
    async () => cached() ?? (await build(progress, signal)) ?? (await download(progress)),
  );
}

function cachePath(): string {
  return join(cacheDir(), 'bin', `temporal-${CLI_VERSION}${SUFFIX}`);
}

function cached(): string | undefined {
  return isExecutable(cachePath()) ? cachePath() : undefined;
}

async function build(progress: OnProgress, signal?: AbortSignal): Promise<string | undefined> {
  const go = onPath('go');
  if (!go) return undefined;
  progress('用 Go 编译，只需一次，约 5 分钟 · building with Go, once only, about 5 minutes');
  return intoCache(async (folder) => {
    const built = await runTool(go, ['install', MODULE], {
      env: { GOBIN: folder },
      onLine: progress,
      ...(signal && { signal }),
    });
    signal?.throwIfAborted();
    return built ? join(folder, `temporal${SUFFIX}`) : undefined;
  });
}

async function download(progress: OnProgress): Promise<string> {
  progress('下载 · downloading');
  const got = await intoCache(async (downloadDir) => {
    const { TestWorkflowEnvironment } = await import('@temporalio/testing');
    const executable = { type: 'cached-download', downloadDir } as const;
    const env = await TestWorkflowEnvironment.createLocal({ server: { executable } });
    await env.teardown();
    const file = readdirSync(downloadDir).find((name) => isExecutable(join(downloadDir, name)));
    return file && join(downloadDir, file);
  }).catch(() => undefined);
  if (got) return got;
  throw new HelpfulError(
    '没有找到 Temporal，也装不成：请安装 Go（1.24 或更新）或 Temporal CLI 后再试，或用 TEMPORAL_ADDRESS 指向已有的 Temporal。',
    'Temporal was not found and could not be installed: install Go (1.24 or newer) or the Temporal CLI and try again, or point TEMPORAL_ADDRESS at a Temporal you have.',
  );
}

/** Lets `fetch` work in a folder beside the cached file and moves its result there in one step. */
async function intoCache(
  fetch: (folder: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const bin = join(cacheDir(), 'bin');
  mkdirSync(bin, { recursive: true });
  const folder = mkdtempSync(join(bin, 'half-'));
  try {
    const file = await fetch(folder);
    if (!file || !isExecutable(file)) return undefined;
    renameSync(file, cachePath());
    return cachePath();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
