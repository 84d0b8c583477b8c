import type { ChildProcess } from 'node:child_process';
import { exitOf, launch, stopPid, tailOf } from '#runtime';

/** A process that is measured. */
export interface Program {
  pid: number;
  stop(): Promise<void>;
}

/**
 * Starts a program and waits until it is ready.
 *
 * @param ready resolves once it is
 * @throws Error with the end of its log when it ends before
 */
export async function startProgram(
  file: string,
  {
    env,
    logFile,
    args = [],
    flags = [],
    ready,
  }: {
    env: NodeJS.ProcessEnv;
    logFile: string;
    args?: readonly string[];
    /** Of Node itself: a profiler, say. */
    flags?: readonly string[];
    ready: (child: ChildProcess) => Promise<unknown>;
  },
): Promise<Program> {
  const child = launch({
    command: process.execPath,
    args: ['--enable-source-maps', ...flags, file, ...args],
    env,
    logFile,
    ipc: true,
  });
  const pid = child.pid!;
  const stop = async (): Promise<void> => {
    await stopPid(pid, [
      ['SIGTERM', 30_000],
      ['SIGKILL', 5_000],
    ]);
  };
  const ended = exitOf(child).then((how) => {
    throw new Error(`${file} ended (${how}):\n${tailOf(logFile)}`);
  });
  ended.catch(() => undefined);
  try {
    await Promise.race([ready(child), ended]);
    return { pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Resolves at the child's first message with that member set. */
export const messageWith = (child: ChildProcess, key: string): Promise<Record<string, unknown>> =>
  new Promise((done) => {
    child.on('message', (message: Record<string, unknown>) => {
      if (message[key]) done(message);
    });
  });
