import { type ContentStore, type Pool, sweepIdempotency, sweepUnattached, unknownFiles } from '#persistence';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { FileFolder } from './file-folder.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Longer than any command can be on its way to be recorded. */
const KEPT_MS = 48 * HOUR_MS;
/** Nobody repeats a request with its key after a month. */
const KEYS_KEPT_MS = 30 * DAY_MS;
/** Rows a statement, so that none holds others up. */
const BATCH = 500;

type Swept = 'texts' | 'uploads' | 'files' | 'keys';

/** Removes what refused or given-up requests left behind: texts, uploads, files, and keys that nobody repeats. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Sweeper');
  private timers: NodeJS.Timeout[] = [];
  private stopped = false;

  constructor(
    private readonly pool: Pool,
    private readonly texts: ContentStore,
    private readonly files: FileFolder,
    private readonly now: () => number = Date.now,
    private readonly batch = BATCH,
  ) {}

  onApplicationBootstrap(): void {
    this.timers = [
      setInterval(() => void this.sweep(), HOUR_MS),
      // Every file is looked at, so not as often.
      setInterval(() => void this.sweepFolder(), DAY_MS),
    ];
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    this.timers.forEach((timer) => clearInterval(timer));
  }

  /** What PostgreSQL knows of. */
  async sweep(): Promise<void> {
    const old = this.now() - KEPT_MS;
    await this.each('texts', () => this.texts.sweepUnreferenced(old, this.batch));
    await this.each('uploads', async () => {
      const keys = await sweepUnattached(this.pool, old, this.batch);
      for (const key of keys) await this.files.remove(key);
      return keys.length;
    });
    await this.each('keys', () => sweepIdempotency(this.pool, this.now() - KEYS_KEPT_MS, this.batch));
  }

  /** Files of which PostgreSQL knows nothing: whoever wrote them died over it. */
  async sweepFolder(): Promise<void> {
    await this.guarded('files', async () => {
      let swept = 0;
      for await (const old of this.files.olderThan(this.now() - KEPT_MS, this.batch)) {
        const keys = old.flatMap(({ key }) => key ?? []);
        const unknown = new Set(await unknownFiles(this.pool, keys));
        const left = old.filter(({ key }) => key === undefined || unknown.has(key));
        for (const { name } of left) await this.files.remove(name);
        swept += left.length;
        if (this.stopped) break;
      }
      return swept;
    });
  }

  private each(what: Swept, sweepBatch: () => Promise<number>): Promise<void> {
    return this.guarded(what, async () => {
      let swept = 0;
      let last: number;
      do {
        last = await sweepBatch();
        swept += last;
      } while (last === this.batch && !this.stopped);
      return swept;
    });
  }

  private async guarded(what: Swept, sweep: () => Promise<number>): Promise<void> {
    try {
      const swept = await sweep();
      if (swept > 0) this.logger.log({ what, swept, msg: 'what nobody refers to is removed' });
    } catch (error) {
      this.logger.warn({ what, type: (error as Error).name, msg: 'sweeping failed; tried again later' });
    }
  }
}
