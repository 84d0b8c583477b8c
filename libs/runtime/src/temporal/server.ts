import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import {
  commandLine,
  exitOf,
  isAlive,
  launch,
  plainEnvironment,
  stopPid,
  type StopStep,
  tailOf,
} from '../children.js';
import { eventually } from '../waiting.js';
import { ensureNamespace, type NamespaceOptions } from './namespace.js';
import { requireTimeSkipping } from './version.js';

export interface DevServerOptions {
  /** The `temporal` binary; see {@link findTemporal}. */
  binary: string;
  port: number;
  /** Port of the web UI; none is served when left out. */
  uiPort?: number;
  /** SQLite file; in memory when left out. */
  dbFile?: string;
  logFile: string;
  namespace: Pick<NamespaceOptions, 'name' | 'retentionDays'>;
  /** Lets {@link MovedTime} move executions on; for tests and the tour, never for the product. */
  timeSkipping?: boolean;
  detached?: boolean;
}

/**
 * Servers before 1.30 read their queues at most 20 times a second without these, and every update with a regular activity
 * takes 100 ms after the first dozen instead of 31 ms. With 1.32 no difference was measured any more; it still takes them.
 */
const POLL_RATES = ['transfer', 'timer', 'visibility'].map(
  (queue) => `history.${queue}ProcessorMaxPollRPS=2000`,
);
/** Timers are looked at a second late otherwise, which every skip would wait for. */
const TIME_SKIPPING = [
  'frontend.WorkflowTimeSkippingEnabled=true',
  'history.timerProcessorMaxTimeShift="10ms"',
];
const PRAGMAS = ['journal_mode=WAL', 'synchronous=NORMAL'];

const STOP: readonly StopStep[] = [
  ['SIGTERM', 10_000],
  ['SIGKILL', 5_000],
];
const HURRY: readonly StopStep[] = [['SIGKILL', 5_000]];

export function devServerArgs({ port, uiPort, dbFile, timeSkipping }: DevServerOptions): string[] {
  const dynamic = [...POLL_RATES, ...(timeSkipping ? TIME_SKIPPING : [])];
  return [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--log-level',
    'error',
    ...(uiPort ? ['--ui-port', String(uiPort)] : ['--headless']),
    ...(dbFile ? ['--db-filename', dbFile, ...PRAGMAS.flatMap((pragma) => ['--sqlite-pragma', pragma])] : []),
    ...dynamic.flatMap((value) => ['--dynamic-config-value', value]),
  ];
}

/** One Temporal dev server: its file, its process. */
export class TemporalDevServer {
  readonly options: DevServerOptions;
  private child: ChildProcess | undefined;

  constructor(options: DevServerOptions) {
    this.options = options;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get address(): string {
    return `127.0.0.1:${this.options.port}`;
  }

  get uiUrl(): string | undefined {
    return this.options.uiPort ? `http://127.0.0.1:${this.options.uiPort}` : undefined;
  }

  /**
   * Starts the server, makes the namespace unless it is there, and waits until it can be used. An orphan of a crash
   * that still has the file open is stopped first.
   */
  async start(): Promise<ChildProcess> {
    const { binary, dbFile, logFile, namespace, detached } = this.options;
    if (this.options.timeSkipping) await requireTimeSkipping(binary);
    if (dbFile) await stopOrphanDevServer(dbFile);
    const child = launch({
      command: binary,
      args: devServerArgs(this.options),
      env: plainEnvironment(),
      logFile,
      ...(detached !== undefined && { detached }),
    });
    this.child = child;
    if (dbFile && child.pid) writeFileSync(pidFile(dbFile), String(child.pid));
    let ended: string | undefined;
    void exitOf(child).then((how) => (ended = how));
    await eventually(() => ensureNamespace({ address: this.address, ...namespace }), {
      withinMs: 60_000,
      unless: () => (ended ? new Error(`Temporal ended (${ended}):\n${tailOf(logFile, 5)}`) : undefined),
    });
    return child;
  }

  async stop(hurry = false): Promise<void> {
    if (this.child?.pid) await stopPid(this.child.pid, hurry ? HURRY : STOP);
  }
}

/** Ends a dev server that still runs on this file. */
export async function stopOrphanDevServer(dbFile: string): Promise<boolean> {
  const pid = rememberedPid(dbFile);
  if (!pid || !isAlive(pid) || !commandLine(pid).includes(dbFile)) return false;
  return stopPid(pid, STOP);
}

function pidFile(dbFile: string): string {
  return `${dbFile}.pid`;
}

function rememberedPid(dbFile: string): number | undefined {
  try {
    return Number(readFileSync(pidFile(dbFile), 'utf8'));
  } catch {
    return undefined;
  }
}
