import type { TemporalConfig } from '#config';
import type { MaintenanceActivities as MaintenanceContract, MaintenanceTask } from '#contracts';
import type { Pool } from '#persistence';
import { Logger } from '@nestjs/common';
import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { catchUpCalendars } from '../calendar/catch-up.js';
import type { Erasures } from '../erasures/erasures.js';
import type { Now } from '../now.js';
import { pendingBy } from '../sweeping/pending-commands.js';
import type { Sweeper } from '../sweeping/sweeper.js';

const HEARTBEAT_MS = 5_000;

/** Activities of area "maintenance". */
export class MaintenanceActivities implements MaintenanceContract {
  private readonly logger = new Logger('Maintenance');

  constructor(
    private readonly pool: Pool,
    private readonly sweeper: Sweeper,
    private readonly erasures: Erasures,
    private readonly temporal: Pick<TemporalConfig, 'taskQueue'>,
    private readonly now: Now,
  ) {}

  async maintain(task: MaintenanceTask): Promise<void> {
    const context = Context.current();
    const heartbeat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
    try {
      await this.carryOut(task, context.client, context.cancellationSignal);
    } catch (error) {
      // What PostgreSQL says of an error may repeat values: only its code goes on.
      const { name, code } = error as Error & { code?: string | number };
      this.logger.warn({ task, type: name, code, msg: 'maintenance failed; tried again later' });
      throw ApplicationFailure.retryable(`${name} ${code ?? ''}`.trim(), 'MAINTENANCE');
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** Also at every start: a restore is followed by one. */
  async eraseAgain(): Promise<void> {
    const back = await this.erasures.again();
    if (back.length > 0) this.logger.warn({ count: back.length, msg: 'erased again what had come back' });
  }

  private async carryOut(task: MaintenanceTask, client: Client, signal: AbortSignal): Promise<void> {
    switch (task) {
      case 'sweepContent':
        return this.sweeper.sweep(pendingBy(client), signal);
      case 'sweepFiles':
        return this.sweeper.sweepFolder(signal);
      case 'catchUpCalendars':
        await catchUpCalendars(this.pool, client, this.temporal, this.now());
        return;
      case 'eraseAgain':
        await this.eraseAgain();
    }
  }
}
