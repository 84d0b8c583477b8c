import type { Language } from '#i18n';
import { Injectable } from '@nestjs/common';
import type { CommandRequest } from '../../../platform/commands/index.js';
import { derivedId, IdempotentWritesService } from '../../../platform/idempotency/index.js';
import { Problem, problemDocument } from '../../../platform/problems/index.js';
import { CaseAccessService } from '../access/case-access.service.js';
import { CaseCommandsService } from '../commands/case-commands.service.js';
import type { BatchedActionDto, BatchResultDto } from './dto/action-batch.dto.js';
import { StepActionService } from './step-action.service.js';

/** Several actions of one step, such as the signatures on one paper: each a command of its own, one after the other. */
@Injectable()
export class ActionBatchService {
  constructor(
    private readonly access: CaseAccessService,
    private readonly commands: CaseCommandsService,
    private readonly actions: StepActionService,
    private readonly writes: IdempotentWritesService,
  ) {}

  /** @throws Problem 404 of a case out of sight, 422 when the key came with another request before */
  async act(
    request: CommandRequest,
    { caseId, step, items }: { caseId: string; step: string; items: BatchedActionDto[] },
    language: Language,
  ): Promise<BatchResultDto[]> {
    await this.access.find(request.account, caseId);
    const { commandId, bodyHash } = request.idempotency;
    await this.writes.once(request.idempotency, () => Promise.resolve(commandId));
    const results: BatchResultDto[] = [];
    for (const [index, item] of items.entries()) {
      const idempotency = { commandId: derivedId('batch', commandId, String(index)), bodyHash };
      try {
        const sent = await this.commands.submitTo(caseId, { ...request, idempotency }, (found) =>
          this.actions.draft(found, { step, ...item }),
        );
        results.push(
          'pending' in sent ? { state: 'accepted' } : { state: 'recorded', version: sent.version },
        );
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const { code, detail } = problemDocument(error, language);
        results.push({ state: 'refused', problem: { code, detail } });
      }
    }
    return results;
  }
}
