import {
  CASE_WORKFLOW,
  caseWorkflowId,
  commandUpdate,
  type CaseSnapshot,
  type CaseWorkflowInput,
  type CommandAnswer,
} from '#contracts';
import { TemporalConfig } from '#config';
import { RULES_VERSION, type Command } from '#domain';
import { CaseReader } from '#persistence';
import { Injectable } from '@nestjs/common';
import { Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { Idempotency } from '../../../platform/idempotency/index.js';
import { Problem } from '../../../platform/problems/index.js';
import { CaseBusyError, CaseQueue } from './case-queue.js';
import { keyReused, outcomeOfError, unavailable, type Outcome } from './outcome.js';
import { isAccepted } from './update-stage.js';

/** How long a client waits for its command to be recorded. */
const PATIENCE_MS = 5_000;

/** The command stands in the workflow's history but is not recorded yet: the client asks again at its place. */
export interface Pending {
  pending: true;
  caseId: string;
  commandId: string;
}
export type Sent = CommandAnswer | Pending;

export interface SendOptions {
  /** Starts the workflow if it doesn't run: to open a case, or with a snapshot to reopen a closed one. */
  start?: 'open' | { snapshot: CaseSnapshot };
  /** JSON pointer of the command's payload within the request, for refusals. */
  prefix?: string;
}

/** The one way by which commands come to a case. A command that was answered is recorded. */
@Injectable()
export class CaseGateway {
  private readonly queue = new CaseQueue();

  constructor(
    private readonly client: Client,
    private readonly reader: CaseReader,
    private readonly temporal: TemporalConfig,
  ) {}

  /**
   * The answer that a repeated request had the first time; undefined for a new one.
   *
   * @throws Problem 422 when the key came with another request before
   */
  async answered(caseId: string, { commandId, bodyHash }: Idempotency): Promise<CommandAnswer | undefined> {
    const known = await this.reader.findCommand(caseId, commandId);
    if (!known) return undefined;
    if (known.bodyHash !== bodyHash) throw keyReused();
    const { version } = known;
    return { caseId, commandId, bodyHash, version };
  }

  /**
   * Sends a command that {@link answered} does not know, and waits until it is recorded.
   *
   * @throws Problem for what the case refuses; 503 when it was not accepted in time: repeat with the same key
   */
  async send(caseId: string, command: Command, { start, prefix = '' }: SendOptions = {}): Promise<Sent> {
    const deadline = Date.now() + PATIENCE_MS;
    const outcome = await this.queue
      .run(caseId, deadline, () => this.update(caseId, command, deadline, start))
      .catch((error: unknown): Outcome => {
        if (error instanceof CaseBusyError) throw unavailable(error);
        return outcomeOfError(error, prefix);
      });
    if (outcome === 'notRunning') return this.withoutWorkflow(caseId, command);
    if (outcome === 'noAnswer') return this.withoutAnswer(caseId, command);
    return sameRequest(outcome.answer, command);
  }

  /** What became of a command whose answer was not waited for. */
  async stateOf(caseId: string, commandId: string): Promise<CommandAnswer | Pending | undefined> {
    const known = await this.reader.findCommand(caseId, commandId);
    if (known) return { caseId, commandId, bodyHash: known.bodyHash, version: known.version };
    return (await isAccepted(this.client, caseId, commandId))
      ? { pending: true, caseId, commandId }
      : undefined;
  }

  private async update(
    caseId: string,
    command: Command,
    deadline: number,
    start: SendOptions['start'],
  ): Promise<Outcome> {
    const { workflow } = this.client;
    const options = { args: [command] as [Command], updateId: command.id };
    const answer = await this.client.withDeadline(deadline, () =>
      start
        ? workflow.executeUpdateWithStart(commandUpdate, {
            ...options,
            startWorkflowOperation: this.starting(caseId, start),
          })
        : workflow.getHandle(caseWorkflowId(caseId)).executeUpdate(commandUpdate, options),
    );
    return { answer };
  }

  private starting(caseId: string, start: NonNullable<SendOptions['start']>) {
    const input: CaseWorkflowInput = {
      caseId,
      rules: RULES_VERSION,
      ...(start !== 'open' && { snapshot: start.snapshot }),
    };
    return new WithStartWorkflowOperation(CASE_WORKFLOW, {
      workflowId: caseWorkflowId(caseId),
      taskQueue: this.temporal.taskQueue,
      args: [input],
      workflowIdConflictPolicy: 'USE_EXISTING',
      // A run whose opening never came has failed and must not bar the repeat. One that opened and closed at once must:
      // a repeat that was sent at the same time would open the case a second time.
      workflowIdReusePolicy: start === 'open' ? 'ALLOW_DUPLICATE_FAILED_ONLY' : 'ALLOW_DUPLICATE',
    });
  }

  /** The case closed while the command was under way, or its workflow is lost. */
  private async withoutWorkflow(caseId: string, command: Command): Promise<CommandAnswer> {
    const done = await this.answered(caseId, { commandId: command.id, bodyHash: command.bodyHash });
    if (done) return done;
    const found = await this.reader.findCase(caseId);
    if (found?.status === 'closed') throw new Problem(409, 'case.closed');
    throw unavailable();
  }

  private async withoutAnswer(caseId: string, command: Command): Promise<Sent> {
    const { id: commandId, bodyHash } = command;
    const done = await this.answered(caseId, { commandId, bodyHash });
    if (done) return done;
    if (await isAccepted(this.client, caseId, commandId)) return { pending: true, caseId, commandId };
    throw unavailable();
  }
}

/** Temporal knows an update by its id alone: of two bodies with one key, the first is carried out. */
function sameRequest(answer: CommandAnswer, { bodyHash }: Command): CommandAnswer {
  if (answer.bodyHash !== bodyHash) throw keyReused();
  return answer;
}
