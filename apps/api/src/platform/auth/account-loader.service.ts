import { loadAccount, loadSession, type Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '../database/index.js';
import { Clock } from '../settings/index.js';
import type { Account } from './account.js';

@Injectable()
export class AccountLoaderService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /** The account as it stands now; undefined when there is none or it is disabled. */
  load(id: string): Promise<Account | undefined> {
    return loadAccount(this.pool, id, this.clock.now());
  }

  /** Whose session it is; undefined when it has ended or the account is disabled. */
  ofSession(id: string): Promise<Account | undefined> {
    return loadSession(this.pool, id, this.clock.now());
  }
}
