import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  workflowInfo,
} from '@temporalio/workflow';
import {
  RULES_VERSION,
  type EventEnvelope,
  type Instant,
  type Refusal,
} from '../../libs/domain/src/index.js';
import {
  NOT_OPENED,
  REFUSED,
  REMEMBERED,
  RULES_BROKEN,
  type Answered,
  type RunInput,
  type RunStatus,
  type SentCommand,
  type Submitted,
} from '../../libs/contracts/src/index.js';
import { isHead } from './recording.js';

/**
 * The server takes 2,000 updates a run. Under steady traffic it may take a hundred more until, for a moment, none is
 * in flight and the run can continue as new.
 */
const UPDATES_PER_RUN = 1_500;

/** What lives by events: a case, a duty. Pure functions of the domain, and the way to PostgreSQL. */
export interface Decider<Ids extends object, State, Command, Event> {
  decide(
    rules: number,
    state: State | undefined,
    command: Command,
    now: Instant,
  ): { events: Event[] } | { refusal: Refusal };
  evolve(state: State | undefined, event: Event): State;
  wake(rules: number, state: State, now: Instant): Event[];
  nextWake(state: State): Instant | undefined;
  hasEnded(state: State): boolean;
  /** What is refused while it can't be recorded. */
  blocked: Refusal;
  /** False when it can't be recorded; the operator has been told. */
  record(ids: Ids, state: State, batch: Batch<Ids, Event>): Promise<boolean>;
}

/** What is recorded together. */
export interface Batch<Ids, Event> {
  events: Event[];
  commands: SentCommand<Ids>[];
  /** Only after the run was parked. */
  parked?: boolean;
}

/** What the validator decided, for the handler that follows within the same task. */
interface Validated<Event> {
  commandId: string;
  /** The version on which it was decided, and when. */
  seq: number;
  now: Instant;
  events: Event[];
}

/** A caller who waits for a version to be recorded. */
interface Waiting {
  version: number;
  recorded(): void;
}

/**
 * One run of a case or duty: its state, which commands it has carried out, and what of it is not yet recorded. Changed
 * by handlers in blocks without `await`; recorded by the main loop alone.
 */
export class Run<
  Ids extends object,
  State extends { seq: number },
  Command extends Submitted,
  Event extends EventEnvelope,
> {
  private readonly ids: Ids;
  private readonly rules: number;
  private readonly continueAfter: number | undefined;
  private readonly answered: Map<string, Ids & Answered>;
  private state: State | undefined;
  private events: Event[] = [];
  private commands: SentCommand<Ids>[] = [];
  private recordedSeq: number;
  private validated: Validated<Event> | undefined;
  private waiting: Waiting[] = [];
  private updates = 0;
  private parked = false;
  private confirmed: boolean | undefined;
  private readonly head: string | undefined;
  /** Parked, and since then nothing was recorded: the operator's list still names it. */
  private listed = false;

  constructor(
    private readonly decider: Decider<Ids, State, Command, Event>,
    ids: Ids,
    { rules, snapshot, continueAfter }: RunInput<State, Ids & Answered>,
  ) {
    // A task that fails is tried again, by a newer worker as soon as there is one; until then nothing is decided.
    if (rules > RULES_VERSION)
      throw new Error(
        `this run goes by rules ${rules}, newer than ${RULES_VERSION}, the newest of this worker`,
      );
    this.ids = ids;
    this.rules = rules;
    this.head = snapshot?.head;
    // Where a run continues another one, its state has been handed on and can't be older than what is recorded.
    this.confirmed = !snapshot || workflowInfo().continuedFromExecutionRunId !== undefined || undefined;
    this.continueAfter = continueAfter;
    this.state = snapshot?.state;
    this.recordedSeq = snapshot?.state.seq ?? 0;
    this.answered = new Map(snapshot?.handled.map((answer) => [answer.commandId, answer]));
  }

  /** An update's validator: a refusal leaves no trace in the history. A repeat is let through to its answer. */
  check(command: Command & Partial<Ids>): void {
    if (!this.isMeantForThis(command)) throw refusedWith({ code: 'command.otherCase' });
    if (this.confirmed === false) throw this.outdated();
    if (this.answered.has(command.id)) return;
    if (this.parked) throw refusedWith(this.decider.blocked);
    const now = Date.now();
    this.validated = { commandId: command.id, seq: this.seq, now, events: this.decide(command, now) };
  }

  /**
   * Decides and applies in one block, then waits until the main loop has had it recorded. When the run is parked
   * meanwhile, it goes on waiting: what was accepted is recorded once the operator has repaired PostgreSQL.
   *
   * It waits by one plain promise, which no request to cancel reaches: conditions and scopes make a dozen each, and the
   * SDK keeps the stack of every promise.
   */
  async carryOut(command: Command): Promise<Ids & Answered> {
    this.updates += 1;
    // Only here may anything be awaited before the command is applied: nothing has been decided yet.
    if (this.confirmed === undefined)
      await CancellationScope.nonCancellable(() => condition(() => this.confirmed !== undefined));
    if (this.confirmed === false) throw this.outdated();
    const answer = this.answered.get(command.id) ?? this.apply(command);
    const { version } = answer;
    await new Promise<void>((recorded) => {
      if (this.recordedSeq >= version) recorded();
      else this.waiting.push({ version, recorded });
    });
    return answer;
  }

  /**
   * Asks PostgreSQL whether the snapshot is what was recorded last, unless it was handed on. Somebody else may have
   * reopened and closed the case since it was read.
   *
   * @returns false when it isn't and all who waited for that have been told: the run ends, and changed nothing
   */
  async confirm(): Promise<boolean> {
    if (this.confirmed === undefined && this.state) {
      const [id = ''] = Object.values(this.ids) as string[];
      this.confirmed = await isHead({ id, seq: this.state.seq, ...(this.head && { hash: this.head }) });
    }
    if (this.confirmed === false) await condition(allHandlersFinished);
    return this.confirmed !== false;
  }

  /** What is due by now; usually a reminder, and nothing when the alarm rang for something done meanwhile. */
  wake(): void {
    if (this.state) this.take(this.decider.wake(this.rules, this.state, Date.now()));
  }

  /** Has everything since the last time recorded. What can't be parks the run until an operator has looked at it. */
  async record(): Promise<void> {
    if (!this.state || !this.hasUnrecorded) return;
    const { events, commands, state } = this;
    this.events = [];
    this.commands = [];
    const batch = { events, commands, ...(this.listed && { parked: true }) };
    if (await this.decider.record(this.ids, state, batch)) {
      this.listed = false;
      return this.answerUpTo(state.seq);
    }
    this.events = [...events, ...this.events];
    this.commands = [...commands, ...this.commands];
    this.parked = true;
    this.listed = true;
    await condition(() => !this.parked);
  }

  retryRecord(): void {
    this.parked = false;
  }

  /** Open, or something has happened that is to be recorded. */
  get hasBegun(): boolean {
    return this.hasUnrecorded || (this.state !== undefined && !this.hasEnded);
  }

  get hasEnded(): boolean {
    return this.state !== undefined && this.decider.hasEnded(this.state);
  }

  get hasUnrecorded(): boolean {
    return this.events.length > 0;
  }

  /** Ended, or ready to continue as new, with everything recorded and every caller answered. */
  get isAtRest(): boolean {
    return (this.hasEnded || this.shouldContinue) && !this.hasUnrecorded && allHandlersFinished();
  }

  get nextWake(): Instant | undefined {
    return this.state && !this.hasEnded ? this.decider.nextWake(this.state) : undefined;
  }

  /**
   * The first command was refused or got lost. A run that opened nothing fails, so that a repeat may open it; a closed
   * case that nobody reopened just stays closed.
   */
  giveUp(): void {
    if (!this.state) throw ApplicationFailure.nonRetryable('nothing was opened', NOT_OPENED);
  }

  continuation(rules: number): Ids & RunInput<State, Ids & Answered> {
    if (!this.state) throw ApplicationFailure.nonRetryable('what is not open cannot continue');
    const handled = [...this.answered.values()].slice(-REMEMBERED);
    const { ids, state, continueAfter } = this;
    return { ...ids, rules, snapshot: { state, handled }, ...(continueAfter && { continueAfter }) };
  }

  /** For operators; ids, codes, numbers and dates only. */
  status(): Ids & RunStatus {
    const { ids, rules, seq, recordedSeq, parked } = this;
    return { ...ids, rules, version: seq, recordedVersion: recordedSeq, blocked: parked };
  }

  private get seq(): number {
    return this.state?.seq ?? 0;
  }

  private answerUpTo(seq: number): void {
    this.recordedSeq = seq;
    const { waiting } = this;
    this.waiting = waiting.filter(({ version }) => version > seq);
    for (const { version, recorded } of waiting) if (version <= seq) recorded();
  }

  private isMeantForThis(named: Partial<Ids>): boolean {
    return (Object.keys(this.ids) as (keyof Ids)[]).every((key) => named[key] === this.ids[key]);
  }

  private outdated(): ApplicationFailure {
    return refusedWith({ code: 'command.stale', params: { version: this.state?.seq ?? 0 } });
  }

  private get shouldContinue(): boolean {
    return workflowInfo().continueAsNewSuggested || this.updates >= (this.continueAfter ?? UPDATES_PER_RUN);
  }

  private apply(command: Command): Ids & Answered {
    const events = this.decided(command);
    const firstSeq = this.seq + 1;
    this.take(events);
    const version = firstSeq + events.length - 1;
    const answer = { ...this.ids, commandId: command.id, bodyHash: command.bodyHash, version };
    this.commands.push({ ...answer, accountId: command.actor.accountId, firstSeq });
    this.answered.set(command.id, answer);
    return answer;
  }

  /** As the validator has just decided; anew on replay, where no validator runs, or when the run has moved since. */
  private decided(command: Command): Event[] {
    const { validated, seq } = this;
    const now = Date.now();
    this.validated = undefined;
    return validated?.commandId === command.id && validated.seq === seq && validated.now === now
      ? validated.events
      : this.decide(command, now);
  }

  private decide(command: Command, now: Instant): Event[] {
    const { rules, state } = this;
    const decision = judged(() => this.decider.decide(rules, state, command, now));
    if ('refusal' in decision) throw refusedWith(decision.refusal);
    return decision.events;
  }

  private take(events: readonly Event[]): void {
    for (const event of events) this.state = this.decider.evolve(this.state, event);
    this.events.push(...events);
  }
}

/** A bug in the rules must fail the command, not stall the run: only Temporal's own failures may leave a handler. */
function judged<T>(judge: () => T): T {
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
