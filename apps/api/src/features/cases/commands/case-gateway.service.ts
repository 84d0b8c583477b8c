import { CASE_WORKFLOW, type CaseIds, type CaseSnapshot, caseWorkflowId, commandUpdate } from '#contracts';
import { TemporalConfig } from '#config';
import type { Command } from '#domain';
import { CaseReader } from '#persistence';
import { Injectable } from '@nestjs/common';
import { Client } from '@temporalio/client';
import { CommandGateway, type SentTo } from '../../../platform/commands/index.js';
import { Problem } from '../../../platform/problems/index.js';

export type Sent = SentTo<CaseIds>;

/** The way by which commands come to a case. */
@Injectable()
export class CaseGatewayService extends CommandGateway<CaseIds, Command, CaseSnapshot> {
  constructor(client: Client, reader: CaseReader, temporal: TemporalConfig) {
    super(client, reader, temporal, {
      workflow: CASE_WORKFLOW,
      workflowId: caseWorkflowId,
      update: commandUpdate,
      ids: (caseId) => ({ caseId }),
      blocked: 'case.blocked',
      ended: async (caseId) =>
        (await reader.findCase(caseId))?.status === 'closed' ? new Problem('case.closed') : undefined,
    });
  }
}
