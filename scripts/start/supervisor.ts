import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitOf } from '#runtime';
import type { ServiceTitle } from './messages.js';

/** Something with one process that must always run. */
export interface Service {
  readonly name: string;
  readonly title: ServiceTitle;
  /** Resolves when it can be used. */
  start(): Promise<ChildProcess>;
  stop(hurry: boolean): Promise<void>;
}

export interface SupervisorEvents {
  /** A service runs (first or again). */
  started(service: Service, child: ChildProcess): void;
  ended(service: Service, how: string): void;
  failed(service: Service, error: unknown, delayMs: number): void;
  back(service: Service): void;
}

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 10_000;
/** After that long a run counts as healthy, and the next restart is quick again. */
const HEALTHY_MS = 30_000;

/** How long to wait before the n-th restart in a row (n from 0). */
export function delayBefore(restart: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** restart, LONGEST_DELAY_MS);
}

/** Starts services one after another, restarts those that end by themselves, stops all in reverse order. */
export class Supervisor {
  private readonly services: Service[] = [];
  private readonly halt = new AbortController();

  constructor(private readonly events: SupervisorEvents) {}

  get stopping(): boolean {
    return this.halt.signal.aborted;
  }

  /** Starts a service for the first time. Fails if it can't be started; from then on it is kept running. */
  async add(service: Service): Promise<void> {
    this.halt.signal.throwIfAborted();
    this.services.push(service);
    const child = await service.start();
    this.events.started(service, child);
    void this.keep(service, child);
  }

  private async keep(service: Service, first: ChildProcess): Promise<void> {
    let child = first;
    let restarts = 0;
    for (;;) {
      const began = Date.now();
      const how = await exitOf(child);
      if (this.stopping) return;
      if (Date.now() - began > HEALTHY_MS) restarts = 0;
      this.events.ended(service, how);
      const next = await this.restart(service, restarts);
      if (!next) return;
      restarts += 1;
      child = next;
    }
  }

  /** @returns undefined when the supervisor is stopping */
  private async restart(service: Service, restarts: number): Promise<ChildProcess | undefined> {
    for (let attempt = restarts; ; attempt += 1) {
      await this.pause(delayBefore(attempt));
      if (this.stopping) return undefined;
      try {
        const child = await service.start();
        if (this.stopping) {
          await service.stop(true);
          return undefined;
        }
        this.events.started(service, child);
        this.events.back(service);
        return child;
      } catch (error) {
        if (this.stopping) return undefined;
        this.events.failed(service, error, delayBefore(attempt + 1));
      }
    }
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.halt.signal }).catch(() => undefined);
  }

  /** Stops in the reverse of the order of starting, each before the next. */
  async stop(): Promise<void> {
    this.halt.abort();
    for (const service of this.services.toReversed()) await service.stop(false);
  }

  /** Ends all at once. */
  async hurry(): Promise<void> {
    this.halt.abort();
    await Promise.all(this.services.map((service) => service.stop(true)));
  }
}
