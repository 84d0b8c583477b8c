import {
  DIVERGED,
  type ParkReason,
  type RecordActivities as RecordContract,
  type RecordDutyActivities,
  type RecordDutyInput,
  type RecordedHead,
  type RecordInput,
  UNRECORDABLE,
} from '#contracts';
import { ChangeAnnouncer, parkReason, Recorder } from '#persistence';
import { Injectable, Logger } from '@nestjs/common';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';

/** Shorter than the heartbeat time-out; an ordinary record is over long before the first. */
const HEARTBEAT_MS = 2_000;

/** Activities of area "recording". What may succeed is tried again until PostgreSQL takes it; the rest is parked. */
@Injectable()
export class RecordActivities implements RecordContract, RecordDutyActivities {
  private readonly logger = new Logger('Recording');

  constructor(
    private readonly recorder: Recorder,
    private readonly changes: ChangeAnnouncer,
  ) {}

  async record(input: RecordInput): Promise<void> {
    await attempt(() => this.recorder.record(input));
    this.changes.tell(input.caseId);
  }

  recordDuty(input: RecordDutyInput): Promise<void> {
    return attempt(() => this.recorder.recordDuty(input));
  }

  isRecordedHead(head: RecordedHead): Promise<boolean> {
    return attempt(() => this.recorder.isRecordedHead(head));
  }

  async park(input: Parameters<RecordContract['park']>[0]): Promise<void> {
    this.logger.error({ caseId: input.caseId, ...input.reason, msg: 'the case can not be recorded: parked' });
    await this.recorder.park(input);
  }

  async parkDuty(input: Parameters<RecordDutyActivities['parkDuty']>[0]): Promise<void> {
    this.logger.error({ dutyId: input.dutyId, ...input.reason, msg: 'the duty can not be recorded: parked' });
    await this.recorder.parkDuty(input);
  }
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const heartbeat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
  try {
    return await work();
  } catch (error) {
    const reason = parkReason(error);
    if (reason) throw parking(reason);
    // What PostgreSQL says of an error may repeat values: only its code goes on.
    const { name, code } = error as Error & { code?: string };
    throw ApplicationFailure.retryable(`${name} ${code ?? ''}`.trim(), 'RECORDING');
  } finally {
    clearInterval(heartbeat);
  }
}

/** What threw may repeat values: only the reason goes on. */
function parking(reason: ParkReason): ApplicationFailure {
  const type = reason.code.startsWith('diverged') ? DIVERGED : UNRECORDABLE;
  return ApplicationFailure.nonRetryable([reason.code, reason.detail].join(' ').trim(), type, reason);
}
