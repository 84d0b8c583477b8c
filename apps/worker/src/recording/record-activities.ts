import {
  DIVERGED,
  type RecordActivities as RecordContract,
  type RecordDutyActivities,
  type RecordDutyInput,
  type RecordedHead,
  type RecordInput,
} from '#contracts';
import { DivergedError, Recorder } from '#persistence';
import { Injectable, Logger } from '@nestjs/common';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';

/** Shorter than the heartbeat time-out; an ordinary record is over long before the first. */
const HEARTBEAT_MS = 2_000;

/** Activities of area "recording". Whatever else goes wrong is tried again, until PostgreSQL takes it. */
@Injectable()
export class RecordActivities implements RecordContract, RecordDutyActivities {
  private readonly logger = new Logger('Recording');

  constructor(private readonly recorder: Recorder) {}

  record(input: RecordInput): Promise<void> {
    return attempt(() => this.recorder.record(input));
  }

  recordDuty(input: RecordDutyInput): Promise<void> {
    return attempt(() => this.recorder.recordDuty(input));
  }

  isRecordedHead(head: RecordedHead): Promise<boolean> {
    return attempt(() => this.recorder.isRecordedHead(head));
  }

  async park(caseId: string, at: number): Promise<void> {
    this.logger.error({ caseId, msg: 'PostgreSQL and the workflow differ; the case is blocked' });
    await this.recorder.park(caseId, at);
  }

  async parkDuty(dutyId: string, at: number): Promise<void> {
    this.logger.error({ dutyId, msg: 'PostgreSQL and the workflow differ; the duty is blocked' });
    await this.recorder.parkDuty(dutyId, at);
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const heartbeat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  try {
    return await work();
  } catch (error) {
    if (error instanceof DivergedError) throw ApplicationFailure.nonRetryable(error.message, DIVERGED);
    // What PostgreSQL says of an error may repeat values: only its code goes on.
    const { name, code } = error as Error & { code?: string };
    throw ApplicationFailure.retryable(`${name} ${code ?? ''}`.trim(), 'RECORDING');
  } finally {
    clearInterval(heartbeat);
  }
}
