import { type Language } from '#i18n';
import { Injectable } from '@nestjs/common';
import type { Account } from '../../platform/auth/index.js';
import { derivedId, type Idempotency, IdempotentWritesService } from '../../platform/idempotency/index.js';
import { Problem, problemDocument } from '../../platform/problems/index.js';
import { AssignStepService } from '../cases/index.js';
import type { AssignedItemDto, AssignmentsDto, StepRefDto } from './dto/assignments.dto.js';

/** Commands under way at once. */
const AT_ONCE = 8;

/** Each step is a command of its own: what one case refuses keeps no other from being handed over. */
@Injectable()
export class BulkAssignmentService {
  constructor(
    private readonly steps: AssignStepService,
    private readonly writes: IdempotentWritesService,
  ) {}

  /** @throws Problem 422 when the key came with another request before */
  async assign(
    account: Account,
    idempotency: Idempotency,
    { items, ...to }: AssignmentsDto,
    language: Language,
  ): Promise<AssignedItemDto[]> {
    await this.writes.once(idempotency, () => Promise.resolve(idempotency.commandId));
    const results: AssignedItemDto[] = [];
    for (let at = 0; at < items.length; at += AT_ONCE) {
      const some = items.slice(at, at + AT_ONCE);
      const assigned = some.map((item) => this.one(account, idempotency, item, to, language));
      results.push(...(await Promise.all(assigned)));
    }
    return results;
  }

  private async one(
    account: Account,
    { commandId, bodyHash }: Idempotency,
    item: StepRefDto,
    to: Omit<AssignmentsDto, 'items'>,
    language: Language,
  ): Promise<AssignedItemDto> {
    const ref = { caseId: item.caseId.toLowerCase(), step: item.step };
    const idempotency = { commandId: derivedId('assignment', commandId, ref.caseId, ref.step), bodyHash };
    try {
      const sent = await this.steps.assign({ account, idempotency, fact: {} }, { ...ref, ...to });
      return 'pending' in sent
        ? { ...ref, state: 'accepted' }
        : { ...ref, state: 'recorded', version: sent.version };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { code, detail } = problemDocument(error, language);
      return { ...ref, state: 'refused', problem: { code, detail } };
    }
  }
}
