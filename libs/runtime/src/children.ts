import { type ChildProcess, spawn, spawnSync, type StdioOptions } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface OsUser {
  uid: number;
  gid: number;
}

export interface Launch {
  command: string;
  args: readonly string[];
  /** Replaces the environment as a whole; inherited when left out. */
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Standard output and error are appended here. */
  logFile: string;
  user?: OsUser;
  /** Own process group, so that Ctrl-C in the terminal reaches only the launcher, which stops children in order. */
  detached?: boolean;
  /** Opens an IPC channel; its end tells the child that its parent is gone. */
  ipc?: boolean;
}

/** What servers of others need to know; the product's keys and passwords aren't theirs to see. */
export function plainEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP'];
  return Object.fromEntries(names.filter((name) => env[name]).map((name) => [name, env[name]]));
}

const LOG_LIMIT_BYTES = 20 * 1024 * 1024;

export function launch(spec: Launch): ChildProcess {
  const log = openLog(spec.logFile);
  try {
    const stdio: StdioOptions = spec.ipc ? ['ignore', log, log, 'ipc'] : ['ignore', log, log];
    return spawn(spec.command, spec.args, {
      stdio,
      detached: spec.detached ?? false,
      // An other OS user may not be able to enter the current folder.
      cwd: spec.cwd ?? (spec.user ? '/' : undefined),
      ...(spec.env && { env: spec.env }),
      ...spec.user,
    });
  } finally {
    closeSync(log);
  }
}

/** A log beyond its limit is kept once under `.1` and begun anew. */
function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/** The end of a log, to show why a child failed. */
export function tailOf(logFile: string, lines = 15): string {
  if (!existsSync(logFile)) return '';
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A killed orphan that nobody has reaped (containers without an init) still answers signal 0. */
function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, ''));
  } catch {
    return false;
  }
}

/** The command line of a process, to tell whether a remembered pid is still the process it was; empty if unknown. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
}

/** A signal and how long, in milliseconds, to wait for its effect. */
export type StopStep = readonly [signal: NodeJS.Signals, graceMs: number];

/**
 * Sends the signals one after another until the process is gone.
 *
 * @returns whether it is gone
 */
export async function stopPid(pid: number, steps: readonly StopStep[]): Promise<boolean> {
  for (const [signal, graceMs] of steps) {
    if (!isAlive(pid)) return true;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    if (await goneWithin(pid, graceMs)) return true;
  }
  return !isAlive(pid);
}

async function goneWithin(pid: number, graceMs: number): Promise<boolean> {
  const end = Date.now() + graceMs;
  for (;;) {
    if (!isAlive(pid)) return true;
    if (Date.now() >= end) return false;
    await sleep(20);
  }
}

/** Resolves once the child is gone, with what ended it. */
export function exitOf(child: ChildProcess): Promise<string> {
  if (child.exitCode !== null || child.signalCode !== null)
    return Promise.resolve(String(child.signalCode ?? child.exitCode));
  return new Promise((done) => {
    child.once('exit', (code, signal) => done(String(signal ?? code)));
    child.once('error', (error) => done(error.message));
  });
}
