/** `npm run reset`: empties the data folder, after asking. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { DataConfig, loadArea } from '#config';
import { placeOutside } from '#runtime';
import { complain } from '../lib/progress.mjs';
import { DataFolder } from './data-folder.js';
import { orphanProduct, runningOn } from './lock.js';
import { resetting } from './messages.js';
import { stopOrphans } from './orphans.js';

async function main(): Promise<void> {
  const folder = new DataFolder(resolve(loadArea(DataConfig).dataDir));
  const running = runningOn(folder.lockFile);
  if (running) throw resetting.running(running.url, running.pid);
  if (!existsSync(folder.path)) return console.log(resetting.done);
  if (!isOurs(folder.path)) throw resetting.notOurs(folder.path);
  if (!(await confirmed(folder.path))) return console.log(resetting.kept);
  await stopOrphans(folder, orphanProduct(folder.lockFile));
  for (const name of readdirSync(folder.path)) rmSync(join(folder.path, name), { recursive: true });
  rmSync(dirname(placeOutside(folder.path)), { recursive: true, force: true });
  console.log(resetting.done);
}

/** A DATA_DIR that was mistyped must not cost somebody's files. */
function isOurs(folder: string): boolean {
  return readdirSync(folder).length === 0 || existsSync(join(folder, 'logs'));
}

async function confirmed(folder: string): Promise<boolean> {
  if (process.argv.includes('--yes')) return true;
  if (!stdin.isTTY) throw resetting.notAsked();
  const terminal = createInterface({ input: stdin, output: stdout });
  try {
    return (await terminal.question(resetting.question(folder))).trim().toLowerCase() === 'yes';
  } finally {
    terminal.close();
  }
}

await main().catch((error: unknown) => {
  complain(error);
  process.exitCode = 1;
});
