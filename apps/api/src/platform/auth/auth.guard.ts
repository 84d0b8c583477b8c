import type { Role } from '#domain';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { isUUID } from 'class-validator';
import { Problem } from '../problems/index.js';
import { AccountLoaderService } from './account-loader.service.js';
import { PUBLIC, ROLES_ALLOWED, type SignedInRequest } from './decorators.js';
import { Scope } from './scope.js';
import { tokenInCookie } from './session-cookie.js';
import { TokensService, unauthorised } from './tokens.service.js';

/** Nothing is answered without a token of a session that runs, of an account with a fitting role. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokensService,
    private readonly accounts: AccountLoaderService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.metadata<boolean>(PUBLIC, context)) return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const [, bearer] = /^Bearer ([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const token = request.headers.authorization === undefined ? tokenInCookie(request) : bearer;
    if (!token) throw unauthorised('auth.tokenMissing');
    const id = await this.tokens.verify(token);
    const account = isUUID(id, 'all') ? await this.accounts.ofSession(id) : undefined;
    if (!account) throw unauthorised('auth.sessionEnded');
    const roles = this.metadata<Role[]>(ROLES_ALLOWED, context);
    const scope = new Scope(account);
    if (account.memberships.length === 0 || (roles && !scope.holds(roles)))
      throw new Problem('auth.roleMissing');
    request.account = account;
    request.sessionId = id;
    return true;
  }

  private metadata<T>(key: string, context: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
  }
}
