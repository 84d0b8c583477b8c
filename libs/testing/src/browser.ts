import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const PACKAGES = ['chromium', 'fonts-noto-cjk'];

/**
 * The browser that the specs drive: `CHROME_PATH`, one that is installed, or on Debian as root the distribution's, which
 * is then installed with a Chinese font.
 *
 * @param install whether one may be installed
 * @throws Error in one sentence where there is none
 */
export async function findBrowser(install = true): Promise<string> {
  const found = process.env.CHROME_PATH ?? installed();
  if (found !== undefined) return found;
  if (install && process.getuid?.() === 0) {
    try {
      await run('apt-get', ['update', '-q']);
      await run('apt-get', ['install', '-y', '-q', ...PACKAGES], { maxBuffer: 64 * 1024 * 1024 });
    } catch {
      // Not Debian, or no network: the sentence below tells what to do.
    }
  }
  const fetched = installed();
  if (fetched !== undefined) return fetched;
  throw new Error('No browser for the specs: install Chromium, Chrome or Edge, or name one by CHROME_PATH.');
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
