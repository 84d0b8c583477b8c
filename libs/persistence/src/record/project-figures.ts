import { dateOf, type CaseEvent, type Instant, type KindName, type LocalDate, type StepKey } from '#domain';

/** Where a case counts; what is undefined is as the case's row has it. */
interface Cell {
  /** '' until there is one. */
  category?: string;
  procedureKey?: string;
}

/** How the number of open cases of a cell changed on a day. */
export interface BacklogChange extends Cell {
  day: LocalDate;
  opened: number;
  closed: number;
  delta: number;
}

/** A step that was done; what is undefined is as the step's row has it, a due time of null is none. */
export interface Dwell extends Cell {
  day: LocalDate;
  step: StepKey;
  kind: KindName;
  /** Its end was entered late (补录), or its beginning, when part of its time had run unseen: it is not judged. */
  late?: boolean;
  startedAt?: Instant;
  dueAt?: Instant | null;
  doneAt: Instant;
}

export interface FigureChanges {
  backlog: BacklogChange[];
  dwell: Dwell[];
}

/** What events change in the daily figures, by the day on which a thing happened, not on which it was entered. */
export class FiguresProjection {
  private cell: Cell = {};
  private readonly times = new Map<StepKey, Pick<Dwell, 'startedAt' | 'dueAt' | 'late'>>();
  private readonly backlog: BacklogChange[] = [];
  private readonly dwell: Dwell[] = [];

  changes(): FigureChanges {
    return { backlog: this.backlog, dwell: this.dwell };
  }

  apply(event: CaseEvent): void {
    const day = dateOf(event.occurredAt);
    switch (event.type) {
      case 'caseOpened':
        this.cell = { category: event.category ?? '', procedureKey: event.intake.key };
        return this.count(day, { opened: 1, delta: 1 });
      case 'categorised':
        return this.move(day, { category: event.category });
      case 'procedureChosen':
        return this.move(day, { procedureKey: event.procedure.key });
      case 'caseReopened':
        return this.count(day, { opened: 1, delta: 1 });
      case 'caseClosed':
        return this.count(day, { closed: 1, delta: -1 });
      case 'stepOpened':
        this.times.set(event.step, {
          startedAt: event.startedAt,
          dueAt: event.dueAt ?? null,
          late: event.late === true && event.startedAt < event.recordedAt,
        });
        return;
      case 'stepRescheduled':
        this.times.set(event.step, { ...this.times.get(event.step), dueAt: event.dueAt ?? null });
        return;
      case 'stepCompleted': {
        const { step, kind, occurredAt: doneAt, late } = event;
        const times = this.times.get(step);
        this.dwell.push({ ...this.cell, ...times, day, step, kind, doneAt, ...(late && { late }) });
        return;
      }
      default:
        return;
    }
  }

  private move(day: LocalDate, to: Cell): void {
    this.count(day, { delta: -1 });
    this.cell = { ...this.cell, ...to };
    this.count(day, { delta: 1 });
  }

  private count(day: LocalDate, change: Partial<BacklogChange>): void {
    this.backlog.push({ ...this.cell, day, opened: 0, closed: 0, delta: 0, ...change });
  }
}
