import { caseWorkflowId } from '#contracts';
import type { Command, CommandMeta, ContentRef, Place } from '#domain';
import { type CaseForCommand, ContentStore, ErasedSubjectError, type PutFor } from '#persistence';
import { Injectable } from '@nestjs/common';
import type { Sender } from '../../../platform/commands/index.js';
import { Problem } from '../../../platform/problems/index.js';
import { parseInstant } from '../../../platform/validation/index.js';
import { expectedVersion, stale } from '../../../platform/versions/index.js';
import { actorAt, CaseAccessService } from '../access/case-access.service.js';
import { ReferenceCheckService, type ReferenceScope } from '../directory/reference-check.service.js';
import type { Reference } from '../payload/index.js';
import { CaseGatewayService, type Sent, type SendOptions } from './case-gateway.service.js';
import type { FactDto } from './dto/fact.dto.js';

type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** What a command wants, without who and when. */
export type CommandBody = OmitEach<Command, keyof CommandMeta>;

/** Who asks, and what they say about the fact. */
export interface CommandRequest extends Sender {
  fact: FactDto;
}

/** How a request becomes a command, once its case is found and it is no repeat. */
export interface CommandDraft extends SendOptions {
  /** Go into the content store together, in one round trip. */
  texts?: readonly string[];
  /** Ids that must be known at the case's place; paths point into the body. */
  references?: readonly Reference[];
  /** `refs` are those of the texts, in their order. */
  body(refs: readonly ContentRef[]): CommandBody | Promise<CommandBody>;
}

/** Stands for a text while it is asked whether a command would be refused. */
export const TEXT_PLACEHOLDER: ContentRef = { content: '', digest: '' };

/** Everything between a request and the gateway that is the same for all commands. */
@Injectable()
export class CaseCommandsService {
  constructor(
    private readonly access: CaseAccessService,
    private readonly gateway: CaseGatewayService,
    private readonly content: ContentStore,
    private readonly references: ReferenceCheckService,
  ) {}

  /**
   * Carries out a request on a case that exists.
   *
   * @param plan where it must be asked for, then only when the request is no repeat
   */
  async submit(
    request: CommandRequest,
    caseId: string,
    plan: CommandDraft | ((found: CaseForCommand) => CommandDraft | Promise<CommandDraft>),
  ): Promise<Sent> {
    const { account, idempotency } = request;
    const found = await this.access.findForCommand(account, caseId, idempotency.commandId);
    const answered = this.gateway.answerOf(caseId, idempotency, found.command);
    if (answered) return answered;
    const expected = expectedVersion(request.ifMatch);
    if (expected !== undefined && expected !== found.version) throw stale();
    const planned = typeof plan === 'function' ? await plan(found) : plan;
    const { place, lapsedAssignees } = found;
    return this.carryOut(request, { place, caseId, lapsedAssignees }, planned);
  }

  /** Puts the texts away, then sends the command. */
  async carryOut(
    request: CommandRequest,
    around: ReferenceScope & { caseId: string; lapsedAssignees?: string[] },
    { texts = [], references = [], body, ...options }: CommandDraft,
  ): Promise<Sent> {
    const { fact } = request;
    await this.references.require([...references, ...behalf(fact)], around);
    const { caseId, place, lapsedAssignees = [] } = around;
    const late = fact.lateReason ? [fact.lateReason] : [];
    const putFor = { workflowId: caseWorkflowId(caseId), commandId: request.idempotency.commandId };
    const refs = await putTexts(this.content, caseId, [...texts, ...late], putFor);
    const meta = this.meta(request, place, refs[texts.length]);
    const command = {
      ...meta,
      ...(lapsedAssignees.length > 0 && { lapsedAssignees }),
      ...(await body(refs.slice(0, texts.length))),
    };
    return this.gateway.send(caseId, command, options);
  }

  /** As {@link meta}, to ask the rules before anything is written: texts are only stood for. */
  metaToTry(request: CommandRequest, place: Place): CommandMeta {
    return this.meta(request, place, request.fact.lateReason ? TEXT_PLACEHOLDER : undefined);
  }

  /** Who, when, on whose behalf; `lateReason` is already put away. */
  meta(
    { account, idempotency, fact, ifMatch }: CommandRequest,
    place: Place,
    lateReason?: ContentRef,
  ): CommandMeta {
    const { onBehalfOf, channel } = fact;
    const expected = expectedVersion(ifMatch);
    const occurredAt = parseInstant(fact.occurredAt);
    return {
      id: idempotency.commandId,
      bodyHash: idempotency.bodyHash,
      actor: actorAt(account, place),
      ...(onBehalfOf && { onBehalfOf: onBehalfOf.toLowerCase() }),
      ...(channel && { channel }),
      ...(occurredAt !== undefined && { occurredAt }),
      ...(lateReason && { lateReason }),
      ...(expected !== undefined && { expectedVersion: expected }),
    };
  }
}

/**
 * Puts texts about a case away, for the events that will refer to them.
 *
 * @throws Problem 409 `case.erased`
 */
export async function putTexts(
  content: ContentStore,
  caseId: string,
  texts: readonly string[],
  putFor: PutFor,
): Promise<ContentRef[]> {
  try {
    return await content.put(`case/${caseId}`, texts, putFor);
  } catch (error) {
    if (error instanceof ErasedSubjectError) throw new Problem('case.erased');
    throw error;
  }
}

const behalf = ({ onBehalfOf }: FactDto): Reference[] =>
  onBehalfOf ? [{ kind: 'person', id: onBehalfOf.toLowerCase(), path: '/onBehalfOf' }] : [];
