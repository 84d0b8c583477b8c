import type { Channel } from '#domain';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Account, accountOf, type SignedInRequest } from '../auth/index.js';
import { type Idempotency, idempotencyOf } from '../idempotency/index.js';

/** Who sends a command, how it may be repeated, and which version they looked at. */
export interface Sender {
  account: Account;
  idempotency: Idempotency;
  /** The header. */
  ifMatch?: string | undefined;
}

/** What they say about the fact that they enter. */
export interface Fact {
  /** ISO 8601; now if left out. */
  occurredAt?: string | undefined;
  /** A person's id. */
  onBehalfOf?: string | undefined;
  channel?: Channel | undefined;
  /** Why it is entered late. */
  lateReason?: string | undefined;
}

export interface CommandRequest extends Sender {
  fact?: Fact;
}

/** `@CurrentSender() sender: Sender` */
export const CurrentSender = createParamDecorator((_data: unknown, context: ExecutionContext): Sender => {
  const { headers } = context.switchToHttp().getRequest<SignedInRequest>();
  return {
    account: accountOf(context),
    idempotency: idempotencyOf(context),
    ifMatch: headers['if-match'],
  };
});
