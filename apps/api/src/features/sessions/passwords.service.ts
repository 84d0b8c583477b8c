import { randomBytes } from 'node:crypto';
import { newPassword } from '#crypto';
import { AccountDirectory, Sessions, SignInFailures } from '#persistence';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { Account } from '../../platform/auth/index.js';
import { Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import type { PasswordDto } from './dto/password.dto.js';

/** Checks passwords against Argon2id hashes; for no account at all it takes as long as for a wrong password. */
@Injectable()
export class PasswordsService {
  private readonly nobodys = hash(randomBytes(16).toString('hex'));

  constructor(
    private readonly directory: AccountDirectory,
    private readonly sessions: Sessions,
    private readonly failures: SignInFailures,
    private readonly clock: Clock,
  ) {}

  async matches(password: string, encoded: string | undefined): Promise<boolean> {
    const matches = await verify(encoded ?? (await this.nobodys), password);
    return matches && encoded !== undefined;
  }

  /**
   * Ends all other sessions of the account. Wrong guesses count as failed sign-ins.
   *
   * @throws Problem 422 `session.passwordWrong`, `session.passwordUnfit`; 429 `session.locked`
   */
  async change({ id, username }: Account, { current, next }: PasswordDto, sessionId: string): Promise<void> {
    if (!(await this.failures.attempt(username, this.clock.now()))) throw new Problem('session.locked');
    const known = await this.directory.findById(id);
    if (!(await this.matches(current, known?.passwordHash)))
      throw new Problem('session.passwordWrong', {}, '/current');
    if (next === current || next.toLowerCase() === username)
      throw new Problem('session.passwordUnfit', {}, '/next');
    await this.directory.setPassword(id, await hash(next));
    await this.sessions.endOthers(id, this.clock.now(), sessionId);
    await this.failures.forget(username);
  }

  /** A new password that somebody hands over to whom the account belongs; all sessions of the account end. */
  async reset(accountId: string): Promise<string> {
    const password = newPassword();
    await this.directory.setPassword(accountId, await hash(password), true);
    await this.sessions.endOthers(accountId, this.clock.now());
    return password;
  }
}
