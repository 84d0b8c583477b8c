import { Injectable } from '@nestjs/common';
import { ThrottlerGuard } from '@nestjs/throttler';
import type { SignedInRequest } from '../auth/index.js';

/** Counts an account's requests wherever they come from; who isn't signed in is counted by address. */
@Injectable()
export class AccountThrottlerGuard extends ThrottlerGuard {
  protected override async getTracker(request: Record<string, unknown>): Promise<string> {
    const { account, ip } = request as unknown as SignedInRequest;
    return account ? `account/${account.id}` : `address/${ip}`;
  }
}
