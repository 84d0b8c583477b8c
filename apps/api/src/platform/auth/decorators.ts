import type { Role } from '#domain';
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Request } from 'express';
import type { Account } from './account.js';
import { Scope } from './scope.js';

export const PUBLIC = 'qunying:public';
export const ROLES_ALLOWED = 'qunying:roles';

/** The route answers without a token. Every other route doesn't. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-open', true));

/** Only for accounts that hold one of these roles anywhere; where it must be held is the service's to check. */
export const Roles = (...roles: Role[]) => SetMetadata(ROLES_ALLOWED, roles);

export type SignedInRequest = Request & { account?: Account; sessionId?: string; id?: string };

/** Who asks. Only on routes that aren't {@link Public}. */
export const accountOf = (context: ExecutionContext): Account => {
  const { account } = context.switchToHttp().getRequest<SignedInRequest>();
  if (!account) throw new Error('a route without @Public() has no account: is the guard there?');
  return account;
};

/** `@CurrentAccount() account: Account` */
export const CurrentAccount = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  accountOf(context),
);

/** `@CurrentSession() sessionId: string` */
export const CurrentSession = createParamDecorator(
  (_data: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<SignedInRequest>().sessionId,
);

/** `@CurrentScope() scope: Scope` */
export const CurrentScope = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => new Scope(accountOf(context)),
);
