import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { commandLine, isAlive } from '#runtime';

/** Who runs the product on a data folder. */
export interface Running {
  pid: number;
  url: string;
  /** Process ids by name, for people and tests that look into the running product. */
  children: Record<string, number>;
}

/** One launcher a data folder. What a crashed one left behind is taken over. */
export class LauncherLock {
  private held: Running | undefined;

  constructor(private readonly file: string) {}

  /** @returns the launcher that holds the lock, or undefined if it is ours now */
  acquire(url: string): Running | undefined {
    const mine: Running = { pid: process.pid, url, children: {} };
    for (;;) {
      try {
        writeFileSync(this.file, JSON.stringify(mine), { flag: 'wx' });
        this.held = mine;
        return undefined;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const other = runningOn(this.file);
      if (other) return other;
      rmSync(this.file, { force: true });
    }
  }

  note(name: string, pid: number | undefined): void {
    if (!this.held || !pid) return;
    this.held.children[name] = pid;
    writeFileSync(`${this.file}.new`, JSON.stringify(this.held));
    renameSync(`${this.file}.new`, this.file);
  }

  release(): void {
    if (this.held) rmSync(this.file, { force: true });
    this.held = undefined;
  }
}

/** The launcher that lives and holds this lock, if there is one. */
export function runningOn(lockFile: string): Running | undefined {
  const running = read(lockFile);
  if (!running || running.pid === process.pid || !isAlive(running.pid)) return undefined;
  // After a restart of the machine the pid may be somebody else's.
  return /start[/\\]main\.(js|ts)/.test(commandLine(running.pid)) ? running : undefined;
}

/** The product, or the compiler that watches its sources. */
const PRODUCT = /start[/\\]product\.(js|ts)|tsconfig\.build\.json --watch/;

/** The product process of a launcher that crashed, if it still lives. */
export function orphanProduct(lockFile: string): number | undefined {
  const pid = read(lockFile)?.children['product'];
  return pid && isAlive(pid) && PRODUCT.test(commandLine(pid)) ? pid : undefined;
}

function read(lockFile: string): Running | undefined {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')) as Running;
  } catch {
    return undefined;
  }
}
