import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { NoticeSender } from './notice-sender.js';

const PAUSE_MS = 5_000;
/** A mail on its way is waited for so long; then it is another worker's, with the same id. */
const PATIENCE_MS = 8_000;

/** Keeps a sender going while the worker runs. Without one, nothing leaves the product. */
@Injectable()
export class NoticeLoopService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Notices');
  private stopped = false;
  private wake: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly sender: NoticeSender | undefined) {}

  onApplicationBootstrap(): void {
    if (this.sender) this.running = this.run(this.sender);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.wake();
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
    await Promise.race([this.running, patience]);
    clearTimeout(timer);
  }

  private async run(sender: NoticeSender): Promise<void> {
    while (!this.stopped) {
      try {
        await sender.bringForward(() => this.stopped);
      } catch (error) {
        const { name, code } = error as Error & { code?: string };
        this.logger.warn({ type: name, code, msg: 'notices could not be brought forward; tried again soon' });
      }
      if (!this.stopped) await this.pause();
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
