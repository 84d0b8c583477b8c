import { type CaseIds, type CaseSnapshot, caseWorkflowId } from '#contracts';
import type { Command } from '#domain';
import { type CaseForCommand, ContentStore } from '#persistence';
import { Injectable } from '@nestjs/common';
import {
  type CommandDraft,
  type CommandRequest,
  CommandSubmitter,
  ReferenceCheckService,
} from '../../../platform/commands/index.js';
import { CaseAccessService } from '../access/case-access.service.js';
import { CaseGatewayService, type Sent } from './case-gateway.service.js';

export type CaseCommandDraft = CommandDraft<Command, CaseSnapshot>;

/** How requests become commands of a case. */
@Injectable()
export class CaseCommandsService extends CommandSubmitter<CaseIds, Command, CaseSnapshot> {
  constructor(
    private readonly access: CaseAccessService,
    gateway: CaseGatewayService,
    content: ContentStore,
    references: ReferenceCheckService,
  ) {
    super(gateway, content, references, caseWorkflowId);
  }

  /**
   * Carries out a request on a case that exists.
   *
   * @throws Problem 404 when there is no such case or the account may not see it
   */
  async submitTo(
    caseId: string,
    request: CommandRequest,
    draft: CaseCommandDraft | ((found: CaseForCommand) => CaseCommandDraft | Promise<CaseCommandDraft>),
  ): Promise<Sent> {
    const found = await this.access.findForCommand(request.account, caseId, request.idempotency.commandId);
    const { place, version, command: recorded, lapsedAssignees } = found;
    const target = { id: caseId, caseId, place, version, recorded, lapsedAssignees };
    return this.submit(request, target, () => (typeof draft === 'function' ? draft(found) : draft));
  }
}
