import { TemporalConfig } from '#config';
import { isMigrated, ping } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Client } from '@temporalio/client';
import { DataSource } from 'typeorm';
import { Clock } from '../settings/index.js';

/** What must be so before requests make sense. */
export type Check = 'accepting' | 'database' | 'temporal' | 'worker';

/** For what one wants to be ready. */
export type Purpose = 'read' | 'act';

/** Asked from outside without a token: never ask the servers more often. */
const KEEP_MS = 1_000;
const PATIENCE_MS = 3_000;
/** A poll lasts a minute at most, so a poller that hasn't come back since is gone. */
const POLL_MS = 70_000;
const TASK_QUEUE_TYPES = [1, 2] as const; // workflow, activity

/**
 * Ready to read: PostgreSQL is migrated, and we aren't about to stop. Ready to act: Temporal answers and a worker polls
 * too. What can be read goes on being read without them; a command is answered with 503 then.
 */
@Injectable()
export class Readiness {
  private accepting = true;
  private migrated = false;
  private readonly latest = new Map<Purpose, { at: number; missing: Promise<Check[]> }>();

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(Client) private readonly client: Client,
    private readonly temporal: TemporalConfig,
    private readonly clock: Clock,
  ) {}

  /** From now on not ready: no new requests should be sent here. */
  stopAccepting(): void {
    this.accepting = false;
  }

  /** What is missing; nothing when ready. */
  async missing(purpose: Purpose): Promise<Check[]> {
    if (!this.accepting) return ['accepting'];
    const now = this.clock.now();
    const known = this.latest.get(purpose);
    if (known && now - known.at <= KEEP_MS) return known.missing;
    const missing = purpose === 'read' ? this.toRead() : this.toAct();
    this.latest.set(purpose, { at: now, missing });
    return missing;
  }

  private async toRead(): Promise<Check[]> {
    return (await within(this.databaseIsMigrated())) === true ? [] : ['database'];
  }

  private async toAct(): Promise<Check[]> {
    const [unread, polled] = await Promise.all([this.missing('read'), within(this.isPolled())]);
    return [
      ...unread,
      ...(polled === undefined ? (['temporal'] as const) : []),
      ...(polled === true ? [] : (['worker'] as const)),
    ];
  }

  private async databaseIsMigrated(): Promise<boolean> {
    await ping(this.dataSource);
    this.migrated ||= await isMigrated(this.dataSource);
    return this.migrated;
  }

  private async isPolled(): Promise<boolean> {
    const types = await Promise.all(TASK_QUEUE_TYPES.map((type) => this.pollers(type)));
    return types.every((pollers) => pollers.some((at) => this.clock.now() - at < POLL_MS));
  }

  /** When each poller of the task queue was last heard of. */
  private async pollers(taskQueueType: (typeof TASK_QUEUE_TYPES)[number]): Promise<number[]> {
    const { namespace, taskQueue } = this.temporal;
    const { pollers } = await this.client.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: taskQueue },
      taskQueueType,
    });
    return (pollers ?? []).map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000);
  }
}

/** Undefined when it fails or takes too long. */
async function within<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, undefined);
  });
  return Promise.race([work.catch(() => undefined), late]).finally(() => clearTimeout(timer));
}
