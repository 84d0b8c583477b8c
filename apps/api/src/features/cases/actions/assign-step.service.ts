import { Injectable } from '@nestjs/common';
import { AccountLoaderService } from '../../../platform/auth/index.js';
import { actorAt } from '../../../platform/auth/index.js';
import type { CommandRequest } from '../../../platform/commands/index.js';
import { CaseCommandsService } from '../commands/case-commands.service.js';
import type { Sent } from '../commands/case-gateway.service.js';

export interface Assignment {
  caseId: string;
  step: string;
  /** Oneself to claim, null to give it back to its role. */
  assigneeId: string | null;
  reason?: string | undefined;
}

/** Claim, hand over, give back. */
@Injectable()
export class AssignStepService {
  constructor(
    private readonly commands: CaseCommandsService,
    private readonly accounts: AccountLoaderService,
  ) {}

  assign(request: CommandRequest, { caseId, step, assigneeId, reason }: Assignment): Promise<Sent> {
    const assignee = assigneeId?.toLowerCase() ?? null;
    return this.commands.submitTo(caseId, request, async ({ place }) => {
      const account = assignee === null ? undefined : await this.accounts.load(assignee);
      const to = account && actorAt(account, place);
      return {
        texts: reason ? [reason] : [],
        body: ([ref]) => ({
          type: 'assign',
          step,
          assignee,
          ...(to && { assigneeRoles: to.roles }),
          ...(to?.departmentIds && { assigneeDepartments: to.departmentIds }),
          ...(ref && { reason: ref }),
        }),
      };
    });
  }
}
