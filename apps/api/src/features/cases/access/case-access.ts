import type { Actor, Place } from '#domain';
import { type CaseForCommand, CaseReader, type CaseSummary } from '#persistence';
import { Injectable } from '@nestjs/common';
import { type Account, Scope } from '../../../platform/auth/index.js';
import { notFound } from '../../../platform/problems/index.js';

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

/** The one way by which features come to a case. */
@Injectable()
export class CaseAccess {
  constructor(private readonly reader: CaseReader) {}

  /** @throws Problem 404 when there is no such case or it lies outside the account's places */
  async find(account: Account, caseId: string): Promise<CaseSummary> {
    return visible(account, await this.reader.findCase(caseId));
  }

  /** As {@link find}, with what a command on the case must know beforehand. */
  async findForCommand(account: Account, caseId: string, commandId: string): Promise<CaseForCommand> {
    return visible(account, await this.reader.findForCommand(caseId, commandId));
  }
}

function visible<C extends CaseSummary>(account: Account, found: C | undefined): C {
  if (!found || !new Scope(account).covers(found.place)) throw notFound();
  return found;
}
