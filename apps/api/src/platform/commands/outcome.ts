import { REFUSED, RULES_BROKEN } from '#contracts';
import type { Refusal } from '#domain';
import {
  isGrpcServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { Logger } from '@nestjs/common';
import { problemOfRefusal, Problem } from '../problems/index.js';
import { stale } from '../versions/index.js';

/** What became of an update: an answer, no answer in time, or no running workflow to give one. */
export type Outcome<Answer> = { answer: Answer } | 'noAnswer' | 'notRunning';

const logger = new Logger('CommandGateway');

/** gRPC: the request itself is wrong, or nobody may send it. Whatever else the server says, it may succeed later. */
const OUR_FAULT = new Set([3, 7, 12, 16]);

/**
 * Reads what the Temporal client threw.
 *
 * @param prefix JSON pointer of the command's payload within the request
 * @throws Problem for what was refused, and the error itself when it is none of the foreseen
 */
export function outcomeOfError(error: unknown, prefix: string): 'noAnswer' | 'notRunning' {
  if (error instanceof WorkflowUpdateFailedError) throw problemOfFailure(error, prefix);
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return 'noAnswer';
  if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError)
    return 'notRunning';
  const grpc = [error, (error as Error | undefined)?.cause].find((candidate) =>
    isGrpcServiceError(candidate),
  );
  if (grpc && !OUR_FAULT.has(grpc.code)) {
    logger.warn({ grpc: grpc.code, msg: 'Temporal did not take a command' });
    return 'noAnswer';
  }
  throw error;
}

function problemOfFailure(error: WorkflowUpdateFailedError, prefix: string): unknown {
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure)) return unavailable(error);
  const refusal = cause.details?.[0] as Refusal | undefined;
  if (cause.type === REFUSED && refusal) return problemOf(refusal, prefix);
  if (cause.type === RULES_BROKEN) return cause;
  // The workflow ended under the update, say; a repeat with the same key finds out.
  return unavailable(error);
}

/** What the rules refused, before or after the command was sent. */
export function problemOf(refusal: Refusal, prefix = ''): Problem {
  if (refusal.code === 'command.stale') return stale();
  // What is said of the command itself (its time) stands beside the payload, not in it.
  return problemOfRefusal(refusal, refusal.code.startsWith('command.') ? '' : prefix);
}

export const keyReused = (): Problem => new Problem('request.idempotencyKeyReused');

/** Nothing was accepted, or nobody knows: the client repeats with the same key. */
export const unavailable = (cause?: unknown): Problem =>
  new Problem('server.unavailable', {}, undefined, { headers: { 'retry-after': '5' }, cause });
