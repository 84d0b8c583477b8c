import { ContentStore } from '#persistence';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

const HOUR_MS = 3_600_000;
/** Longer than any command can be on its way to be recorded. */
const KEPT_MS = 48 * HOUR_MS;

/** Removes the texts of commands that were refused or given up: no event refers to them. */
@Injectable()
export class ContentSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('ContentSweeper');
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly store: ContentStore) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), HOUR_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async sweep(): Promise<void> {
    try {
      const swept = await this.store.sweepUnreferenced(Date.now() - KEPT_MS);
      if (swept > 0) this.logger.log({ swept, msg: 'unreferenced texts removed' });
    } catch (error) {
      this.logger.warn({ type: (error as Error).name, msg: 'sweeping failed; the next hour tries again' });
    }
  }
}
