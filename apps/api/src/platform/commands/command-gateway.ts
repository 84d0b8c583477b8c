import { type Answered, type RunInput, type RecordedCommand, type Submitted, updateIdOf } from '#contracts';
import { TemporalConfig } from '#config';
import { RULES_VERSION, type RefusalCode } from '#domain';
import type { CaseReader } from '#persistence';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import type { Idempotency } from '../idempotency/index.js';
import { Problem } from '../problems/index.js';
import { QueueFullError, CommandQueue } from './command-queue.js';
import { keyReused, outcomeOfError, unavailable, type Outcome } from './outcome.js';
import { isAccepted } from './update-stage.js';

/** How long a client waits for its command to be recorded. */
const PATIENCE_MS = 5_000;

/**
 * The command stands in the workflow's history but is not recorded yet: the client asks again at its place. `blocked`
 * is the code of why that takes an operator.
 */
export type PendingFor<Ids> = Ids & { pending: true; commandId: string; blocked?: RefusalCode };
export type SentTo<Ids> = (Ids & Answered) | PendingFor<Ids>;

export interface SendOptions<Snapshot> {
  /** Starts the workflow if it doesn't run: to open it, or with a snapshot to reopen what was closed. */
  start?: 'open' | { snapshot: Snapshot };
  /** JSON pointer of the command's payload within the request, for refusals. */
  prefix?: string;
}

/** The workflow to which commands of one sort go. */
export interface Destination<Ids, C extends Submitted> {
  workflow: string;
  workflowId(id: string): string;
  update: UpdateDefinition<Ids & Answered, [C & Ids]>;
  ids(id: string): Ids;
  /** Code of the refusal while it can't be recorded. */
  blocked: RefusalCode;
  /** Why it takes no more commands; undefined when it should. */
  ended(id: string): Promise<Problem | undefined>;
}

/** The one way by which commands come to a case or a duty. A command that was answered is recorded. */
export class CommandGateway<
  Ids extends object,
  C extends Submitted,
  Snapshot extends { state: { seq: number } } = never,
> {
  private readonly queue = new CommandQueue();

  constructor(
    private readonly client: Client,
    private readonly reader: CaseReader,
    private readonly temporal: TemporalConfig,
    private readonly destination: Destination<Ids, C>,
  ) {}

  /**
   * The answer that a repeated request had the first time; undefined for a new one.
   *
   * @throws Problem 422 when the key came with another request before
   */
  async answered(id: string, idempotency: Idempotency): Promise<(Ids & Answered) | undefined> {
    return this.answerOf(id, idempotency, await this.reader.findCommand(id, idempotency.commandId));
  }

  /** As {@link answered}, when it was looked up already what is recorded of the command. */
  answerOf(
    id: string,
    { commandId, bodyHash }: Idempotency,
    known: RecordedCommand | undefined,
  ): (Ids & Answered) | undefined {
    if (!known) return undefined;
    if (known.bodyHash !== bodyHash) throw keyReused();
    const { version } = known;
    return { ...this.destination.ids(id), commandId, bodyHash, version };
  }

  /**
   * Sends a command that {@link answered} does not know, and waits until it is recorded.
   *
   * @throws Problem for what is refused; 503 when it was not accepted in time: repeat with the same key
   */
  async send(
    id: string,
    command: C,
    { start, prefix = '' }: SendOptions<Snapshot> = {},
  ): Promise<SentTo<Ids>> {
    const deadline = Date.now() + PATIENCE_MS;
    const outcome = await this.queue
      .run(id, deadline, () => this.update(id, command, deadline, start))
      .catch((error: unknown): Outcome<Ids & Answered> => {
        if (error instanceof QueueFullError) throw unavailable(error);
        return outcomeOfError(error, prefix);
      });
    if (outcome === 'notRunning') return this.withoutWorkflow(id, command);
    if (outcome === 'noAnswer') return this.withoutAnswer(id, command);
    return sameRequest(outcome.answer, command);
  }

  /**
   * What became of a command whose answer was not waited for.
   *
   * @throws Problem 409 `command.discarded` when it could not be recorded and an operator gave it up
   */
  async stateOf(id: string, commandId: string): Promise<SentTo<Ids> | undefined> {
    const ids = this.destination.ids(id);
    const known = await this.reader.findCommand(id, commandId);
    if (known) return { ...ids, commandId, bodyHash: known.bodyHash, version: known.version };
    if (await this.isAccepted(id, commandId)) return this.pending(id, commandId);
    if (await this.reader.isDiscarded(id, commandId)) throw new Problem('command.discarded');
    return undefined;
  }

  private async update(
    id: string,
    command: C,
    deadline: number,
    start: SendOptions<Snapshot>['start'],
  ): Promise<Outcome<Ids & Answered>> {
    const { workflow } = this.client;
    const { update, workflowId } = this.destination;
    const named = { ...command, ...this.destination.ids(id) };
    const options = { args: [named] as [C & Ids], updateId: updateIdOf(command.id, snapshotIn(start)) };
    const answer = await this.client.withDeadline(deadline, () =>
      start
        ? workflow.executeUpdateWithStart(update, {
            ...options,
            startWorkflowOperation: this.starting(id, start),
          })
        : workflow.getHandle(workflowId(id)).executeUpdate(update, options),
    );
    return { answer };
  }

  private starting(id: string, start: NonNullable<SendOptions<Snapshot>['start']>) {
    const { workflow, workflowId, ids } = this.destination;
    const input: Ids & Pick<RunInput<never, never>, 'rules'> & { snapshot?: Snapshot } = {
      ...ids(id),
      rules: RULES_VERSION,
      ...(start !== 'open' && { snapshot: start.snapshot }),
    };
    return new WithStartWorkflowOperation(workflow, {
      workflowId: workflowId(id),
      taskQueue: this.temporal.taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
      // A run whose opening never came has failed and must not bar the repeat. One that opened and closed at once must:
      // a repeat that was sent at the same time would open it a second time.
      workflowIdReusePolicy: start === 'open' ? 'ALLOW_DUPLICATE_FAILED_ONLY' : 'ALLOW_DUPLICATE',
    });
  }

  /** It ended while the command was under way, or its workflow is lost. */
  private async withoutWorkflow(id: string, command: C): Promise<Ids & Answered> {
    const done = await this.answered(id, { commandId: command.id, bodyHash: command.bodyHash });
    if (done) return done;
    throw (await this.destination.ended(id)) ?? unavailable();
  }

  private async withoutAnswer(id: string, command: C): Promise<SentTo<Ids>> {
    const { id: commandId, bodyHash } = command;
    const done = await this.answered(id, { commandId, bodyHash });
    if (done) return done;
    if (await this.isAccepted(id, commandId)) return this.pending(id, commandId);
    throw unavailable();
  }

  private async pending(id: string, commandId: string): Promise<PendingFor<Ids>> {
    const { ids, blocked } = this.destination;
    const parked = await this.reader.isParked(id);
    return { pending: true, ...ids(id), commandId, ...(parked && { blocked }) };
  }

  /** A reopening that waits to be recorded was sent from the version that is recorded still. */
  private async isAccepted(id: string, commandId: string): Promise<boolean> {
    const workflowId = this.destination.workflowId(id);
    if (await isAccepted(this.client, workflowId, commandId)) return true;
    const seq = (await this.reader.findCase(id))?.version;
    if (seq === undefined) return false;
    return isAccepted(this.client, workflowId, updateIdOf(commandId, { state: { seq } }));
  }
}

const snapshotIn = <S>(start: SendOptions<S>['start']): S | undefined =>
  start === undefined || start === 'open' ? undefined : start.snapshot;

/** Temporal knows an update by its id alone: of two bodies with one key, the first is carried out. */
function sameRequest<A extends Answered>(answer: A, { bodyHash }: Submitted): A {
  if (answer.bodyHash !== bodyHash) throw keyReused();
  return answer;
}
