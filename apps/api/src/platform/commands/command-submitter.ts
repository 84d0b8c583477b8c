import type { RecordedCommand, Submitted } from '#contracts';
import type { CommandMeta, ContentRef, Place, Refusal } from '#domain';
import { type ContentStore, ErasedSubjectError, type PutFor } from '#persistence';
import { actorAt } from '../auth/index.js';
import { Problem } from '../problems/index.js';
import { parseInstant } from '../validation/index.js';
import { expectedVersion, stale } from '../versions/index.js';
import type { CommandGateway, SendOptions, SentTo } from './command-gateway.js';
import { problemOf } from './outcome.js';
import type { FieldReference, ReferenceCheckService } from './reference-check.service.js';
import type { CommandRequest } from './sender.js';

type OmitEach<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
/** What a command wants, without who and when. */
export type CommandBody<C> = OmitEach<C, keyof CommandMeta>;

/** What a request asks for, as a command in the making. */
export interface CommandDraft<C, Snapshot = never> extends SendOptions<Snapshot> {
  /** Go into the content store together, in one round trip. */
  texts?: readonly string[];
  /** Ids that must be known at the case's place. */
  references?: readonly FieldReference[];
  /** `refs` are those of the texts, in their order. */
  body(refs: readonly ContentRef[]): CommandBody<C> | Promise<CommandBody<C>>;
}

/** The case or duty that a command is for; of a duty, `caseId` is the case that it is about. */
export interface CommandTarget {
  id: string;
  caseId: string;
  place: Place;
  /** Assignees of its open steps who may no longer be. */
  lapsedAssignees?: string[];
}

/** One that exists, as it was read with the request. */
export interface FoundTarget extends CommandTarget {
  version: number;
  /** The request's own command, when it is a repeat. */
  recorded: RecordedCommand | undefined;
}

type Decision<Event> = { events: Event[] } | { refusal: Refusal };

/** Stands for a text in a dry run. */
export const TEXT_PLACEHOLDER: ContentRef = { content: '', digest: '' };

/** The one path from a request to the workflow: repeat? stale? references known, texts put away, command sent. */
export class CommandSubmitter<
  Ids extends object,
  C extends CommandMeta & Submitted,
  Snapshot extends { state: { seq: number } } = never,
> {
  constructor(
    private readonly gateway: CommandGateway<Ids, C, Snapshot>,
    private readonly content: ContentStore,
    private readonly references: ReferenceCheckService,
    private readonly workflowId: (id: string) => string,
  ) {}

  /** @param draft made only when the request is no repeat and not stale */
  async submit(
    request: CommandRequest,
    target: FoundTarget,
    draft: () => CommandDraft<C, Snapshot> | Promise<CommandDraft<C, Snapshot>>,
  ): Promise<SentTo<Ids>> {
    const answered = this.gateway.answerOf(target.id, request.idempotency, target.recorded);
    if (answered) return answered;
    const expected = expectedVersion(request.ifMatch);
    if (expected !== undefined && expected !== target.version) throw stale();
    const drafted = await draft();
    await this.checkReferences(request, target, drafted);
    return this.send(request, target, drafted);
  }

  /**
   * Asks the rules before anything is written: what they refuse must not leave a workflow behind that waits for nothing.
   *
   * @returns the events that the command would make
   * @throws Problem for what is refused
   */
  async dryRun<Event>(
    request: CommandRequest,
    target: CommandTarget,
    draft: CommandDraft<C, Snapshot>,
    decide: (command: C) => Decision<Event>,
  ): Promise<Event[]> {
    await this.checkReferences(request, target, draft);
    const { texts = [], body, prefix } = draft;
    const late = request.fact?.lateReason ? TEXT_PLACEHOLDER : undefined;
    const refs = texts.map(() => TEXT_PLACEHOLDER);
    const decision = decide(this.command(request, target, await body(refs), late));
    if ('refusal' in decision) throw problemOf(decision.refusal, prefix);
    return decision.events;
  }

  /** Puts the texts away, then sends the command. */
  async send(
    request: CommandRequest,
    target: CommandTarget,
    { texts = [], references: _checked, body, ...options }: CommandDraft<C, Snapshot>,
  ): Promise<SentTo<Ids>> {
    const late = request.fact?.lateReason ? [request.fact.lateReason] : [];
    const putFor = { workflowId: this.workflowId(target.id), commandId: request.idempotency.commandId };
    const refs = await this.putTexts(target.caseId, [...texts, ...late], putFor);
    const drafted = await body(refs.slice(0, texts.length));
    return this.gateway.send(target.id, this.command(request, target, drafted, refs[texts.length]), options);
  }

  private checkReferences(
    { fact }: CommandRequest,
    { caseId, place }: CommandTarget,
    { references = [] }: CommandDraft<C, Snapshot>,
  ): Promise<void> {
    const onBehalfOf = fact?.onBehalfOf?.toLowerCase();
    const behalf = onBehalfOf ? [{ kind: 'person' as const, id: onBehalfOf, path: '/onBehalfOf' }] : [];
    return this.references.require([...references, ...behalf], { place, caseId });
  }

  private command(
    { account, idempotency, fact = {}, ifMatch }: CommandRequest,
    { place, lapsedAssignees = [] }: CommandTarget,
    body: CommandBody<C>,
    lateReason: ContentRef | undefined,
  ): C {
    const { onBehalfOf, channel } = fact;
    const version = expectedVersion(ifMatch);
    const occurredAt = parseInstant(fact.occurredAt);
    const meta: CommandMeta = {
      id: idempotency.commandId,
      bodyHash: idempotency.bodyHash,
      actor: actorAt(account, place),
      ...(onBehalfOf && { onBehalfOf: onBehalfOf.toLowerCase() }),
      ...(channel && { channel }),
      ...(occurredAt !== undefined && { occurredAt }),
      ...(lateReason && { lateReason }),
      ...(version !== undefined && { expectedVersion: version }),
      ...(lapsedAssignees.length > 0 && { lapsedAssignees }),
    };
    // A command is its meta data and its body, for each of them: that TypeScript can't say of a generic union.
    return { ...meta, ...body } as unknown as C;
  }

  private async putTexts(caseId: string, texts: readonly string[], putFor: PutFor): Promise<ContentRef[]> {
    try {
      return await this.content.put(`case/${caseId}`, texts, putFor);
    } catch (error) {
      if (error instanceof ErasedSubjectError) throw new Problem('case.erased');
      throw error;
    }
  }
}
