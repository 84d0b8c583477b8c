import { type DutyIds, dutyWorkflowId } from '#contracts';
import type { DutyCommand } from '#domain';
import { ContentStore } from '#persistence';
import { Injectable } from '@nestjs/common';
import { CommandSubmitter, ReferenceCheckService } from '../../platform/commands/index.js';
import { SupervisionOrderGatewayService } from './supervision-order-gateway.service.js';

/** How requests become commands of a supervision order. */
@Injectable()
export class SupervisionOrderCommandsService extends CommandSubmitter<DutyIds, DutyCommand> {
  constructor(
    gateway: SupervisionOrderGatewayService,
    content: ContentStore,
    references: ReferenceCheckService,
  ) {
    super(gateway, content, references, dutyWorkflowId);
  }
}
