import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './children.js';

/** A machine that has just begun much else reads a large binary slowly. */
const OUTPUT_WITHIN_MS = 60_000;

/** The first executable of this name on the PATH. */
export function onPath(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, file))
    .find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Runs a tool to its end and hands each line of its output over.
 *
 * @returns whether it ended with 0
 */
export function runTool(
  command: string,
  args: readonly string[],
  options: {
    env?: NodeJS.ProcessEnv;
    cwd?: string;
    onLine?: (line: string) => void;
    signal?: AbortSignal;
  } = {},
): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...options.env },
      ...(options.cwd && { cwd: options.cwd }),
      ...(options.signal && { signal: options.signal }),
    });
    const tell = (data: Buffer): void => {
      for (const line of data.toString().split('\n')) if (line.trim()) options.onLine?.(line.trim());
    };
    child.stdout.on('data', tell);
    child.stderr.on('data', tell);
    child.once('error', () => done(false));
    child.once('close', (code) => done(code === 0));
  });
}

/** What a tool writes to standard output; empty if it doesn't run, or not in time. */
export function outputOf(command: string, args: readonly string[]): Promise<string> {
  return new Promise((done) => {
    execFile(command, args, { timeout: OUTPUT_WITHIN_MS }, (error, stdout) => done(error ? '' : stdout));
  });
}

/** Lets one process at a time fill a place of the shared cache; a lock whose holder died is taken over. */
export async function withLock<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(lockFile), { recursive: true });
  while (!tryLock(lockFile)) await sleep(500);
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function tryLock(lockFile: string): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = holderOf(lockFile);
    if (holder !== undefined && !isAlive(holder)) rmSync(lockFile, { force: true });
    return false;
  }
}

/** Undefined in the instant between the making of the file and its text. */
function holderOf(lockFile: string): number | undefined {
  try {
    return Number(readFileSync(lockFile, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}
