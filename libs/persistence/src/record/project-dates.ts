import { endOfDay, type CaseEvent, type Instant, type LocalDate, type StepKey } from '#domain';

/** A pause that is over; what is undefined is as the case's row has it. */
export interface PausedSpan {
  from?: Instant;
  to: Instant;
  /** The end of its last day: it never lasts longer. */
  until?: Instant;
}

/** What events change in the dates that govern a case, and in what its pauses took. */
export interface DateChanges {
  /** The step that keeps the promise to the resident; null where none is promised. */
  wholeUntil?: StepKey | null;
  /** The promise is open again, before what follows. */
  wholeReset: boolean;
  /** Steps that were done last, or opened last, of those that either happened to. */
  done: StepKey[];
  reopened: StepKey[];
  /** The earliest date of the outside numbers; null when none has one any more. */
  externalDueAt?: Instant | null;
  /** Since when the clocks stand; null when they run again. */
  pausedSince?: Instant | null;
  /** When the clocks run again at the latest. */
  pausedUntil?: Instant | null;
  spans: PausedSpan[];
}

export class DatesProjection {
  private wholeUntil: StepKey | null | undefined;
  private wholeReset = false;
  private readonly steps = new Map<StepKey, 'done' | 'open'>();
  private externalDueAt: Instant | null | undefined;
  private pause: { since: Instant | null; until: Instant | null } | undefined;
  private readonly spans: PausedSpan[] = [];

  changes(): DateChanges {
    const { wholeUntil, wholeReset, externalDueAt, pause, spans } = this;
    const named = (status: 'done' | 'open') =>
      [...this.steps].flatMap(([step, one]) => (one === status ? [step] : []));
    return {
      ...(wholeUntil !== undefined && { wholeUntil }),
      wholeReset,
      done: named('done'),
      reopened: named('open'),
      ...(externalDueAt !== undefined && { externalDueAt }),
      ...(pause && { pausedSince: pause.since, pausedUntil: pause.until }),
      spans,
    };
  }

  apply(event: CaseEvent): void {
    switch (event.type) {
      case 'caseOpened':
        return this.external(event.externalRefs.flatMap(({ dueOn }) => dueOn ?? []).sort()[0]);
      case 'externalLinked':
        return this.external(event.earliestDueOn);
      case 'procedureChosen':
        this.wholeUntil = event.procedure.whole?.until ?? null;
        return this.reset();
      case 'roundOpened':
        return this.reset();
      case 'stepOpened':
        this.steps.set(event.step, 'open');
        return;
      case 'stepCompleted':
        this.steps.set(event.step, 'done');
        return;
      case 'paused':
        this.pause = { since: event.occurredAt, until: endOfDay(event.until) };
        return;
      case 'resumed':
        this.spans.push(this.span(event.occurredAt));
        this.pause = { since: null, until: null };
        return;
      case 'caseClosed':
        this.pause = { since: null, until: null };
        return;
      default:
        return;
    }
  }

  private external(earliest: LocalDate | undefined): void {
    this.externalDueAt = earliest === undefined ? null : endOfDay(earliest);
  }

  private reset(): void {
    this.wholeReset = true;
    this.steps.clear();
  }

  private span(to: Instant): PausedSpan {
    const { since, until } = this.pause ?? {};
    return { ...(since && { from: since }), to, ...(until && { until }) };
  }
}
