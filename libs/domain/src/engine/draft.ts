import type { CommandMeta, Dated } from '../model/command.js';
import type { CaseEvent, EventBody, EventEnvelope } from '../model/event.js';
import type { Instant } from '../model/basics.js';
import type { CaseState } from '../model/state.js';
import { isLateEntry } from '../time/index.js';
import { evolve, type Kinds } from './evolve.js';

/** Whose deed an event is, and when it happened. */
type Attribution = Omit<EventEnvelope, 'seq' | 'rules' | 'recordedAt' | 'late'>;

/** Events in the making: each one is applied at once, so that the next decision sees the state that it makes. */
export class Draft {
  readonly events: CaseEvent[] = [];
  readonly rules: number;
  readonly now: Instant;
  readonly kinds: Kinds;
  private current: CaseState | undefined;
  private envelope: Attribution;

  constructor(
    rules: number,
    state: CaseState | undefined,
    now: Instant,
    kinds: Kinds,
    envelope: Attribution,
  ) {
    this.rules = rules;
    this.current = state;
    this.now = now;
    this.kinds = kinds;
    this.envelope = envelope;
  }

  static by(meta: Dated<CommandMeta>): Attribution {
    const { id, actor, onBehalfOf, channel, occurredAt, lateReason } = meta;
    return {
      commandId: id,
      actor: actor.accountId,
      ...(onBehalfOf && { onBehalfOf }),
      ...(channel && { channel }),
      occurredAt,
      ...(lateReason && { lateReason }),
    };
  }

  /** The case as it stands after the events so far. */
  get state(): CaseState {
    if (!this.current) throw new Error('the case is not open yet');
    return this.current;
  }

  get exists(): boolean {
    return this.current !== undefined;
  }

  get occurredAt(): Instant {
    return this.envelope.occurredAt;
  }

  /** From here on events belong to another fact of the same command. */
  attribute(meta: Dated<CommandMeta>): void {
    this.envelope = Draft.by(meta);
  }

  emit(body: EventBody): void {
    const seq = (this.current?.seq ?? 0) + 1;
    const event: CaseEvent = {
      seq,
      rules: this.rules,
      ...this.envelope,
      recordedAt: this.now,
      ...(this.isLate(body) && { late: true }),
      ...body,
    };
    this.current = evolve(this.current, event, this.kinds);
    this.events.push(event);
  }

  private isLate(body: EventBody): boolean {
    const calendar = body.type === 'caseOpened' ? body.calendar : this.current?.calendar;
    return !!calendar && isLateEntry(calendar, this.occurredAt, this.now);
  }
}
