import type { Language } from '#i18n';
import { Injectable } from '@nestjs/common';
import type { Account } from '../../platform/auth/index.js';
import type { CommandRequest } from '../../platform/commands/index.js';
import type { Idempotency } from '../../platform/idempotency/index.js';
import { ActionBatchService, AssignStepService, type StepRefDto } from '../cases/index.js';
import type { AssignedItemDto, AssignmentsDto } from './dto/assignments.dto.js';

/** Each step is a command of its own: what one case refuses keeps no other from being handed over. */
@Injectable()
export class BulkAssignmentService {
  constructor(
    private readonly steps: AssignStepService,
    private readonly batches: ActionBatchService,
  ) {}

  /** @throws Problem 422 when the key came with another request before */
  async assign(
    account: Account,
    idempotency: Idempotency,
    { items, ...to }: AssignmentsDto,
    language: Language,
  ): Promise<AssignedItemDto[]> {
    const refs = items.map(({ caseId, step }) => ({ caseId: caseId.toLowerCase(), step }));
    const submit = (ref: StepRefDto, one: CommandRequest) => this.steps.assign(one, { ...ref, ...to });
    const results = await this.batches.each({ account, idempotency, fact: {} }, refs, { submit, language });
    return refs.map((ref, index) => ({ ...ref, ...results[index]! }));
  }
}
