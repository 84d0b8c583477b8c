import { forgetEnded, forgetFailures, noteFailure, type Pool } from '#persistence';
import type { Logger } from '@nestjs/common';
import type { Now } from '../now.js';

/** Of all publications: what is behind takes over the calendar that is in force by then. */
export const CALENDAR_TASK = 'calendar';

interface Concerned {
  kind: 'case' | 'duty';
  id: string;
}

/** What became of each of a batch. One that fails does so alone, and stands by its id where the operator sees it. */
export class BatchOutcome {
  private applied = 0;
  private left = 0;
  private readonly broken: (Concerned & { code: string })[] = [];

  constructor(
    private readonly pool: Pool,
    private readonly now: Now,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  /** The rules broke over it, before anything was sent. */
  broke(kind: Concerned['kind'], id: string, error: unknown): void {
    this.broken.push({ kind, id, code: (error as Error).name });
  }

  /** @param code of why it failed; undefined when it is done */
  async note({ kind, id }: Concerned, code: string | undefined): Promise<void> {
    if (code === undefined) {
      this.applied += 1;
      await forgetFailures(this.pool, CALENDAR_TASK, [id]);
      return;
    }
    this.left += 1;
    this.logger.warn({ id, code, msg: 'the calendar is not applied yet' });
    await noteFailure(this.pool, { task: CALENDAR_TASK, id, kind, reason: code, at: this.now() });
  }

  async told(isLast: boolean): Promise<{ applied: number; left: number }> {
    for (const { code, ...concerned } of this.broken) await this.note(concerned, code);
    if (isLast) await forgetEnded(this.pool, CALENDAR_TASK);
    const { applied, left } = this;
    return { applied, left };
  }
}
