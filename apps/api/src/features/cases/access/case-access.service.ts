import { type CaseForCommand, CaseReader, type CaseSummary } from '#persistence';
import { Injectable } from '@nestjs/common';
import { type Account, Scope } from '../../../platform/auth/index.js';
import { notFound } from '../../../platform/problems/index.js';
import { Clock } from '../../../platform/settings/index.js';

export interface SeenCase {
  found: CaseSummary;
  lapsedAssignees: string[];
}

/** The one way by which features come to a case. */
@Injectable()
export class CaseAccessService {
  constructor(
    private readonly reader: CaseReader,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 404 when there is no such case or the account may not see it */
  async find(account: Account, caseId: string): Promise<CaseSummary> {
    return (await this.look(account, caseId)).found;
  }

  /** With who holds open steps of it without a role that still may. @throws Problem 404 as {@link find} */
  async look(account: Account, caseId: string): Promise<SeenCase> {
    const seen = await this.reader.findSeen(caseId, new Scope(account).cases(), this.clock.now());
    if (!seen) throw notFound();
    return seen;
  }

  /** As {@link look}, with what a command on the case must know beforehand. */
  async findForCommand(account: Account, caseId: string, commandId: string): Promise<CaseForCommand> {
    const now = this.clock.now();
    const found = await this.reader.findForCommand(caseId, commandId, new Scope(account).cases(), now);
    if (!found) throw notFound();
    return found;
  }
}
