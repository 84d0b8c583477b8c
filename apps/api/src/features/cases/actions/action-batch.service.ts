import type { Language } from '#i18n';
import { Injectable } from '@nestjs/common';
import type { CommandRequest, Sender } from '../../../platform/commands/index.js';
import { derivedId, IdempotentWritesService } from '../../../platform/idempotency/index.js';
import { Problem, problemDocument } from '../../../platform/problems/index.js';
import { CaseAccessService } from '../access/case-access.service.js';
import { CaseCommandsService } from '../commands/case-commands.service.js';
import type { Sent } from '../commands/case-gateway.service.js';
import type { BatchedActionDto, BatchResultDto } from './dto/action-batch.dto.js';
import type { StepRefDto } from './dto/step-actions.dto.js';
import { nudgeDraft } from './nudge.js';
import { StepActionService } from './step-action.service.js';

/** Commands under way at once, where they concern different cases. */
const AT_ONCE = 8;

/** Several commands by one request: each is carried out and answered by itself. */
@Injectable()
export class ActionBatchService {
  constructor(
    private readonly access: CaseAccessService,
    private readonly commands: CaseCommandsService,
    private readonly actions: StepActionService,
    private readonly writes: IdempotentWritesService,
  ) {}

  /**
   * Several actions of one step, such as the signatures on one paper, one after the other.
   *
   * @throws Problem 404 of a case out of sight, 422 as {@link each}
   */
  async act(
    request: CommandRequest,
    { caseId, step, items }: { caseId: string; step: string; items: BatchedActionDto[] },
    language: Language,
  ): Promise<BatchResultDto[]> {
    await this.access.find(request.account, caseId);
    const submit = (item: BatchedActionDto, one: CommandRequest) =>
      this.commands.submitTo(caseId, one, (found) => this.actions.draft(found, { step, ...item }));
    return this.each(request, items, { submit, language, atOnce: 1 });
  }

  /** @throws Problem 422 as {@link each} */
  nudge(
    { account, idempotency }: Sender,
    { steps, text }: { steps: StepRefDto[]; text?: string | undefined },
    language: Language,
  ): Promise<BatchResultDto[]> {
    const submit = ({ caseId, step }: StepRefDto, one: CommandRequest) =>
      this.commands.submitTo(caseId.toLowerCase(), one, nudgeDraft(step, text));
    return this.each({ account, idempotency, fact: {} }, steps, { submit, language });
  }

  /**
   * What one item is refused keeps no other back. Sent again under the same key, each is the same command.
   *
   * @throws Problem 422 when the key came with another request before
   */
  async each<Item>(
    request: CommandRequest,
    items: readonly Item[],
    { submit, language, atOnce = AT_ONCE }: Submission<Item>,
  ): Promise<BatchResultDto[]> {
    const { commandId, bodyHash } = request.idempotency;
    await this.writes.once(request.idempotency, () => Promise.resolve(commandId));
    const results: BatchResultDto[] = [];
    for (let from = 0; from < items.length; from += atOnce) {
      const some = items.slice(from, from + atOnce).map((item, index) => {
        const idempotency = { commandId: derivedId('batch', commandId, String(from + index)), bodyHash };
        return answered(submit(item, { ...request, idempotency }), language);
      });
      results.push(...(await Promise.all(some)));
    }
    return results;
  }
}

interface Submission<Item> {
  submit(item: Item, request: CommandRequest): Promise<Sent>;
  language: Language;
  atOnce?: number;
}

async function answered(submitted: Promise<Sent>, language: Language): Promise<BatchResultDto> {
  try {
    const sent = await submitted;
    return 'pending' in sent ? { state: 'accepted' } : { state: 'recorded', version: sent.version };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { code, detail } = problemDocument(error, language);
    return { state: 'refused', problem: { code, detail } };
  }
}
