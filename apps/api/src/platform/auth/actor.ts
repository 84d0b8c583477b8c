import type { Actor, Place } from '#domain';
import type { Account } from './account.js';
import { Scope } from './scope.js';

/** Who acts: the account with the roles and departments that it has at the case's place. */
export function actorAt(account: Account, place: Place): Actor {
  const scope = new Scope(account);
  const departmentIds = scope.departmentIdsAt(place);
  return {
    accountId: account.id,
    roles: scope.rolesAt(place),
    ...(departmentIds.length > 0 && { departmentIds }),
  };
}
