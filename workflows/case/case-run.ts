import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  workflowInfo,
} from '@temporalio/workflow';
import {
  decide,
  evolve,
  nextWake,
  wake,
  type CaseEvent,
  type CaseState,
  type Command,
  type Decision,
  type Instant,
  type Refusal,
} from '../../libs/domain/src/index.js';
import {
  NOT_OPENED,
  REFUSED,
  RULES_BROKEN,
  type CaseStatus,
  type CaseWorkflowInput,
  type CommandAnswer,
  type RecordedCommand,
} from '../../libs/contracts/src/index.js';
import { recordOrPark } from './recording.js';

/** So many answered commands are remembered across runs, for repeats. */
const REMEMBERED = 200;
/**
 * The server takes 2,000 updates a run. Under steady traffic it may take a hundred more until, for a moment, none is
 * in flight and the run can continue as new.
 */
const UPDATES_PER_RUN = 1_500;

/**
 * One run of a case: its state, which commands it has carried out, and what of it is not yet recorded. Changed by
 * handlers in blocks without `await`; recorded by the main loop alone.
 */
export class CaseRun {
  private readonly caseId: string;
  private readonly rules: number;
  private readonly continueAfter: number | undefined;
  private readonly answered: Map<string, CommandAnswer>;
  private state: CaseState | undefined;
  private events: CaseEvent[] = [];
  private commands: RecordedCommand[] = [];
  private recordedSeq: number;
  private updates = 0;
  private parked = false;

  constructor({ caseId, rules, snapshot, continueAfter }: CaseWorkflowInput) {
    this.caseId = caseId;
    this.rules = rules;
    this.continueAfter = continueAfter;
    this.state = snapshot?.state;
    this.recordedSeq = snapshot?.state.seq ?? 0;
    this.answered = new Map(snapshot?.handled.map((answer) => [answer.commandId, answer]));
  }

  /** An update's validator: a refusal leaves no trace in the history. A repeat is let through to its answer. */
  check(command: Command): void {
    if (this.answered.has(command.id)) return;
    if (this.parked) throw refusedWith({ code: 'case.blocked' });
    this.decide(command);
  }

  /**
   * Decides and applies in one block, then waits until the main loop has had it recorded. When the case is parked
   * meanwhile, it goes on waiting: what was accepted is recorded once the operator has repaired PostgreSQL.
   */
  async carryOut(command: Command): Promise<CommandAnswer> {
    this.updates += 1;
    const answer = this.answered.get(command.id) ?? this.apply(command);
    await CancellationScope.nonCancellable(() => condition(() => this.recordedSeq >= answer.version));
    return answer;
  }

  /** What is due by now; usually a reminder, and nothing when the alarm rang for something done meanwhile. */
  wake(): void {
    if (this.state) this.take(wake(this.rules, this.state, Date.now()));
  }

  /** Has everything since the last time recorded. A divergence parks the case until an operator has looked at it. */
  async record(): Promise<void> {
    if (!this.state || !this.hasUnrecorded) return;
    const { events, commands, caseId } = this;
    const { place, seq } = this.state;
    this.events = [];
    this.commands = [];
    if (await recordOrPark({ caseId, place, events, commands })) {
      this.recordedSeq = seq;
      return;
    }
    this.events = [...events, ...this.events];
    this.commands = [...commands, ...this.commands];
    this.parked = true;
    await condition(() => !this.parked);
  }

  retryRecord(): void {
    this.parked = false;
  }

  /** Open, or something has happened that is to be recorded. */
  get hasBegun(): boolean {
    return this.hasUnrecorded || (this.state !== undefined && !this.isClosed);
  }

  get isClosed(): boolean {
    return this.state?.closed !== undefined;
  }

  get hasUnrecorded(): boolean {
    return this.events.length > 0;
  }

  /** Closed, or ready to continue as new, with everything recorded and every caller answered. */
  get isAtRest(): boolean {
    return (this.isClosed || this.shouldContinue) && !this.hasUnrecorded && allHandlersFinished();
  }

  get nextWake(): Instant | undefined {
    return this.state && nextWake(this.state);
  }

  /**
   * The first command was refused or got lost. A run that opened nothing fails, so that the same case may be opened
   * by a repeat; a closed case that nobody reopened just stays closed.
   */
  giveUp(): void {
    if (!this.state) throw ApplicationFailure.nonRetryable('the case was not opened', NOT_OPENED);
  }

  continuation(rules: number): CaseWorkflowInput {
    if (!this.state) throw ApplicationFailure.nonRetryable('a case that is not open cannot continue');
    const handled = [...this.answered.values()].slice(-REMEMBERED);
    const { caseId, state, continueAfter } = this;
    return { caseId, rules, snapshot: { state, handled }, ...(continueAfter && { continueAfter }) };
  }

  /** For operators; ids, codes, numbers and dates only. */
  status(): CaseStatus {
    const { caseId, rules, recordedSeq, parked } = this;
    return { caseId, rules, version: this.state?.seq ?? 0, recordedVersion: recordedSeq, blocked: parked };
  }

  private get shouldContinue(): boolean {
    return workflowInfo().continueAsNewSuggested || this.updates >= (this.continueAfter ?? UPDATES_PER_RUN);
  }

  private apply(command: Command): CommandAnswer {
    const events = this.decide(command);
    const firstSeq = (this.state?.seq ?? 0) + 1;
    this.take(events);
    const version = firstSeq + events.length - 1;
    const answer = { caseId: this.caseId, commandId: command.id, bodyHash: command.bodyHash, version };
    this.commands.push({ ...answer, accountId: command.actor.accountId, firstSeq });
    this.answered.set(command.id, answer);
    return answer;
  }

  private decide(command: Command): CaseEvent[] {
    const decision = decided(() => decide(this.rules, this.state, command, Date.now()));
    if ('refusal' in decision) throw refusedWith(decision.refusal);
    return decision.events;
  }

  private take(events: readonly CaseEvent[]): void {
    this.state = events.reduce<CaseState | undefined>((state, event) => evolve(state, event), this.state);
    this.events.push(...events);
  }
}

/** A bug in the rules must fail the command, not stall the case: only Temporal's own failures may leave a handler. */
function decided(judge: () => Decision): Decision {
  try {
    return judge();
  } catch (error) {
    throw ApplicationFailure.create({
      message: (error as Error).message,
      type: RULES_BROKEN,
      nonRetryable: true,
    });
  }
}

/** The message is the code alone: failures must not carry more than they need. */
const refusedWith = (refusal: Refusal): ApplicationFailure =>
  ApplicationFailure.create({ message: refusal.code, type: REFUSED, nonRetryable: true, details: [refusal] });
