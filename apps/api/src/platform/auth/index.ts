export { countiesOf, type Account, type AccountMembership, type MembershipPlace } from './account.js';
export { actorAt } from './actor.js';
export { AccountLoaderService } from './account-loader.service.js';
export { AuthGuard } from './auth.guard.js';
export { AuthModule } from './auth.module.js';
export {
  accountOf,
  CurrentAccount,
  CurrentScope,
  CurrentSession,
  Public,
  Roles,
  type SignedInRequest,
} from './decorators.js';
export {
  idsOf,
  type PlacePath,
  type PlaceScope,
  Scope,
  scopeOf,
  SCOPE_LEVELS,
  type ScopeLevel,
} from './scope.js';
export { TokensService } from './tokens.service.js';
export { cookieOptions, SESSION_COOKIE } from './session-cookie.js';
