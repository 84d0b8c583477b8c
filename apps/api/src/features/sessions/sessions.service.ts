import { AccountDirectory, Sessions, SignInFailures } from '#persistence';
import { Injectable } from '@nestjs/common';
import { type Account, AccountLoaderService, TokensService } from '../../platform/auth/index.js';
import { notFound, Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant } from '../../platform/validation/index.js';
import { MeService } from '../me/index.js';
import { v7 as uuidv7 } from 'uuid';
import { deviceOf } from './device.js';
import type { RunningSessionDto } from './dto/running-session.dto.js';
import type { SessionDto } from './dto/session.dto.js';
import type { SignInDto } from './dto/sign-in.dto.js';
import { PasswordsService } from './passwords.service.js';

@Injectable()
export class SessionsService {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly accounts: AccountLoaderService,
    private readonly passwords: PasswordsService,
    private readonly failures: SignInFailures,
    private readonly sessions: Sessions,
    private readonly tokens: TokensService,
    private readonly me: MeService,
    private readonly clock: Clock,
  ) {}

  /**
   * One answer for an unknown name, a wrong password and a disabled account, so that nobody learns which it was.
   *
   * @throws Problem 401 `session.failed`; 429 `session.locked` after ten failures within 15 minutes of one another
   */
  async open({ username, password }: SignInDto, userAgent: string | undefined): Promise<SessionDto> {
    if (!(await this.failures.attempt(username, this.clock.now())))
      throw new Problem('session.locked', {}, undefined, { headers: { 'retry-after': '900' } });
    const known = await this.directory.findByUsername(username);
    const matches = await this.passwords.matches(password, known?.passwordHash);
    const account = known && matches ? await this.accounts.load(known.id) : undefined;
    if (!account) throw new Problem('session.failed');
    await this.failures.forget(username);
    const id = uuidv7();
    const { accessToken, expiresAt } = await this.tokens.issue(id);
    const createdAt = this.clock.now();
    await this.sessions.open(account.id, { id, device: deviceOf(userAgent), createdAt, expiresAt });
    return { accessToken, expiresAt: formatInstant(expiresAt), account: await this.me.view(account) };
  }

  /** Where the account is signed in. */
  async running({ id }: Account, current: string): Promise<RunningSessionDto[]> {
    const sessions = await this.sessions.of(id, this.clock.now());
    return sessions.map(({ id: one, device, createdAt, expiresAt }) => ({
      id: one,
      device,
      createdAt: formatInstant(createdAt),
      expiresAt: formatInstant(expiresAt),
      current: one === current,
    }));
  }

  /** @throws Problem 404 when it isn't one's own, or has ended */
  async end({ id }: Account, sessionId: string): Promise<void> {
    if (!(await this.sessions.end(id, sessionId, this.clock.now()))) throw notFound();
  }
}
