import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitOf } from '../children.js';
import { checkoutDir } from '../paths.js';
import { isExecutable } from '../tools.js';
import { CLI_VERSION, type Fetch, type OnProgress } from './fetch.js';

/** A network that only swallows what is sent is given up after that long without a byte, in milliseconds. */
const SILENCE_MS = 5_000;
const LOOK_EVERY_MS = 250;

/**
 * The SDK's download can't be called off, so it has a process of its own. It starts the server to show that it runs,
 * which isn't waited for: the file has its last name once it is whole.
 */
const PROGRAM = `
  import { TestWorkflowEnvironment } from '@temporalio/testing';
  const [, downloadDir, version] = process.argv;
  const server = { executable: { type: 'cached-download', downloadDir, version } };
  await (await TestWorkflowEnvironment.createLocal({ server })).teardown();
`;

/** Temporal's own download, by the means of its SDK. */
export const downloadBySdk: Fetch = async (folder, progress, signal) => {
  progress('由 Temporal 下载 · downloading from Temporal');
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', PROGRAM, folder, `v${CLI_VERSION}`],
    // The packages are found from the checkout; options meant for us (a test runner's) aren't meant for it.
    { cwd: checkoutDir, stdio: 'ignore', detached: true, env: { ...process.env, NODE_OPTIONS: '' } },
  );
  await endOrSilence(child, folder, progress, signal);
  killGroup(child);
  await exitOf(child);
  return filesOf(folder).find((file) => isExecutable(file) && !file.endsWith('.downloading'));
};

/** Until it has ended, nothing has come for a while, or nobody wants it any more. */
async function endOrSilence(
  child: ChildProcess,
  folder: string,
  progress: OnProgress,
  signal?: AbortSignal,
): Promise<void> {
  let ended = false;
  void exitOf(child).then(() => (ended = true));
  let [size, since] = [0, Date.now()];
  while (!ended && !signal?.aborted && Date.now() - since < SILENCE_MS) {
    await sleep(LOOK_EVERY_MS);
    const now = filesOf(folder).reduce((sum, file) => sum + statSync(file).size, 0);
    if (now === size) continue;
    [size, since] = [now, Date.now()];
    progress(`${Math.round(size / 1e6)} MB`);
  }
}

/** With the server that it may have started. */
function killGroup(child: ChildProcess): void {
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // All of them have ended.
  }
}

function filesOf(folder: string): string[] {
  return readdirSync(folder).map((name) => join(folder, name));
}
