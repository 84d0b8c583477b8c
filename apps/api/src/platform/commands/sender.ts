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

/** `@CurrentSender() sender: Sender` */
export const CurrentSender = createParamDecorator((_data: unknown, context: ExecutionContext): Sender => {
  const { headers } = context.switchToHttp().getRequest<SignedInRequest>();
  return {
    account: accountOf(context),
    idempotency: idempotencyOf(context),
    ifMatch: headers['if-match'],
  };
});
