import { DUTY_WORKFLOW, dutyCommandUpdate, type DutyIds, dutyWorkflowId } from '#contracts';
import { TemporalConfig } from '#config';
import type { DutyCommand } from '#domain';
import { CaseReader, findDuty, type Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { Client } from '@temporalio/client';
import { CommandGateway, type SentTo } from '../../platform/commands/index.js';
import { POOL } from '../../platform/database/index.js';
import { Problem } from '../../platform/problems/index.js';

export type Sent = SentTo<DutyIds>;

/** The way by which commands come to a supervision order. */
@Injectable()
export class SupervisionOrderGatewayService extends CommandGateway<DutyIds, DutyCommand> {
  constructor(client: Client, reader: CaseReader, temporal: TemporalConfig, @Inject(POOL) pool: Pool) {
    super(client, reader, temporal, {
      workflow: DUTY_WORKFLOW,
      workflowId: dutyWorkflowId,
      update: dutyCommandUpdate,
      ids: (dutyId) => ({ dutyId }),
      blocked: 'supervisionOrder.blocked',
      ended: async (dutyId) =>
        (await findDuty(pool, dutyId))?.endedAt === undefined
          ? undefined
          : new Problem('supervisionOrder.ended'),
    });
  }
}
