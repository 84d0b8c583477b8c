import {
  type CaseEvent,
  type Category,
  type ClosingOutcome,
  type Instant,
  type KindName,
  type Place,
  type Role,
  type StepKey,
  type TriagePayload,
} from '#domain';

import { type DateChanges, DatesProjection } from './project-dates.js';
import { type DepartmentChanges, DepartmentProjection } from './project-departments.js';
import { type FigureChanges, FiguresProjection } from './project-figures.js';

/** Instants in rows; `null` empties a column, `undefined` leaves it as it is. */
type Cleared<T> = T | null | undefined;

/** What a case's row begins with. */
export interface OpenedRow {
  number: string;
  title?: string;
  place: Place;
  reporterId?: string;
  openedAt: Instant;
}

/** Columns of the case's row that the events changed. */
export interface CasePatch {
  category?: Category;
  urgent?: boolean;
  procedureKey?: string;
  procedureVersion?: number;
  round?: number;
  escalated?: boolean;
  confidential?: boolean;
  redLine?: boolean;
  calendarVersion?: number;
  wholeDueAt?: Instant;
  outcome?: Cleared<ClosingOutcome>;
  closedAt?: Cleared<Instant>;
}

/** One step as the events left it. With `opened` every column is known, without it only what was changed. */
export interface StepChange {
  step: StepKey;
  opened: boolean;
  kind?: KindName;
  round?: number;
  visit?: number;
  status?: 'open' | 'done' | 'cancelled';
  outcome?: Cleared<string>;
  ownerRole?: Role;
  assignee?: Cleared<string>;
  /** Departments for which the assignee holds it. */
  heldFor?: Cleared<string[]>;
  nudgedAt?: Cleared<Instant>;
  startedAt?: Instant;
  /** When the late entry that opened it was made. */
  enteredAt?: Cleared<Instant>;
  dueAt?: Cleared<Instant>;
  notBefore?: Cleared<Instant>;
  doneAt?: Cleared<Instant>;
  /** A level above is asked for more time, or who is to do it. */
  extensionAsked?: boolean;
  holderAsked?: boolean;
}

export const MAIL_KINDS = [
  'assigned',
  'reminder',
  'overdue',
  'unassigned',
  'nudge',
  'extensionRequested',
  'extensionApproved',
  'extensionRefused',
  'holderAsked',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/**
 * A message into the in-app mailbox, to one account or to all who hold a role at the case's place; of departments'
 * representatives, to those of the named departments.
 */
export interface Mail {
  seq: number;
  kind: MailKind;
  step: StepKey;
  accountId?: string;
  role?: Role;
  departments?: string[];
  dueAt?: Instant;
  createdAt: Instant;
}

export interface RowChanges {
  opened?: OpenedRow;
  patch: CasePatch;
  steps: StepChange[];
  /** Open steps that no event here names were handed to the township office too. */
  escalatesOthers: boolean;
  mails: Mail[];
  dates: DateChanges;
  departments: DepartmentChanges;
  figures: FigureChanges;
  /** Accounts that did something. */
  actors: string[];
  updatedAt: Instant;
}

/**
 * What a run of consecutive events changes in the read model. Pure, and needs no rows: it says what is known from
 * the events alone, and SQL puts it over what was there. The meaning of each event is that of the domain's `evolve`.
 */
export function project(events: readonly CaseEvent[]): RowChanges {
  const projection = new Projection();
  for (const event of events) projection.apply(event);
  return projection.changes();
}

class Projection {
  private opened: OpenedRow | undefined;
  private readonly patch: CasePatch = {};
  private readonly steps = new Map<StepKey, StepChange>();
  private readonly mails: Mail[] = [];
  private readonly dates = new DatesProjection();
  private readonly departments = new DepartmentProjection();
  private readonly figures = new FiguresProjection();
  private readonly actors = new Set<string>();
  private escalated = false;
  private updatedAt = 0;

  changes(): RowChanges {
    const { opened, patch, mails, updatedAt } = this;
    return {
      ...(opened && { opened }),
      patch,
      steps: [...this.steps.values()],
      escalatesOthers: this.escalated,
      mails,
      dates: this.dates.changes(),
      departments: this.departments.changes(),
      figures: this.figures.changes(),
      actors: [...this.actors].sort(),
      updatedAt,
    };
  }

  apply(event: CaseEvent): void {
    this.updatedAt = event.recordedAt;
    this.dates.apply(event);
    this.departments.apply(event);
    this.figures.apply(event);
    if (event.actor) this.actors.add(event.actor);
    switch (event.type) {
      case 'caseOpened':
        return this.open(event);
      case 'categorised':
        Object.assign(this.patch, { category: event.category, urgent: event.urgent } satisfies CasePatch);
        return;
      case 'procedureChosen':
        Object.assign(this.patch, {
          procedureKey: event.procedure.key,
          procedureVersion: event.procedure.version,
          ...(event.wholeDueAt && { wholeDueAt: event.wholeDueAt }),
        } satisfies CasePatch);
        return;
      case 'roundOpened':
        this.patch.round = event.round;
        return;
      case 'escalated':
        return this.escalate();
      case 'confidentialityChanged':
        this.patch.confidential = event.confidential;
        return;
      case 'caseReopened':
        Object.assign(this.patch, {
          outcome: null,
          closedAt: null,
          ...(event.calendar && { calendarVersion: event.calendar.version }),
        } satisfies CasePatch);
        return;
      case 'calendarApplied':
        Object.assign(this.patch, {
          calendarVersion: event.calendar.version,
          ...(event.wholeDueAt && { wholeDueAt: event.wholeDueAt }),
        } satisfies CasePatch);
        return;
      case 'caseClosed':
        Object.assign(this.patch, {
          outcome: event.outcome,
          closedAt: event.occurredAt,
        } satisfies CasePatch);
        return;
      case 'wholeRescheduled':
        this.patch.wholeDueAt = event.wholeDueAt;
        return;
      case 'reminded':
        return this.mail(event, event.cause, event, event.dueAt);
      case 'nudged':
        this.change(event.step, { nudgedAt: event.recordedAt });
        return this.mail(event, 'nudge', event);
      case 'extensionRequested':
        this.change(event.step, { extensionAsked: true });
        return this.mail(event, 'extensionRequested', { owner: event.askedOf });
      case 'extensionDecided':
        this.change(event.step, { extensionAsked: false });
        return this.mail(event, event.approved ? 'extensionApproved' : 'extensionRefused', {
          assignee: event.requestedBy,
        });
      case 'holderAsked':
        this.change(event.step, { holderAsked: true });
        return this.mail(event, 'holderAsked', { owner: event.askedOf });
      case 'stepOpened':
        return this.openStep(event);
      case 'stepRescheduled':
        return this.change(event.step, { dueAt: event.dueAt ?? null, notBefore: event.notBefore ?? null });
      case 'stepCompleted':
        return this.change(event.step, { status: 'done', outcome: event.outcome, doneAt: event.occurredAt });
      case 'stepCancelled':
        return this.change(event.step, { status: 'cancelled' });
      case 'stepAssigned':
        return this.assign(event);
      case 'stepActed':
        if (event.kind === 'triage')
          this.patch.redLine = (event.payload as TriagePayload).redLines.length > 0;
        return;
      case 'wayTaken':
      case 'commented':
      case 'attached':
      case 'externalLinked':
      case 'paused':
      case 'resumed':
      case 'objected':
      case 'objectionAnswered':
      case 'withdrawn':
      case 'rungsMoved':
      case 'wholeExtended':
        return;
    }
  }

  private open(event: Extract<CaseEvent, { type: 'caseOpened' }>): void {
    const {
      number,
      title,
      place,
      reporterId,
      occurredAt: openedAt,
      category,
      urgent,
      intake,
      calendar,
    } = event;
    this.opened = { number, ...(title && { title }), place, ...(reporterId && { reporterId }), openedAt };
    Object.assign(this.patch, {
      ...(category && { category }),
      urgent,
      procedureKey: intake.key,
      procedureVersion: intake.version,
      round: 1,
      escalated: false,
      calendarVersion: calendar.version,
    } satisfies CasePatch);
  }

  private openStep(event: Extract<CaseEvent, { type: 'stepOpened' }>): void {
    const { step, kind, round, visit, owner, startedAt, dueAt, notBefore, late, recordedAt } = event;
    this.steps.set(step, {
      step,
      opened: true,
      kind,
      round,
      visit,
      status: 'open',
      outcome: null,
      ownerRole: owner,
      assignee: null,
      heldFor: null,
      nudgedAt: null,
      startedAt,
      enteredAt: late ? recordedAt : null,
      dueAt: dueAt ?? null,
      notBefore: notBefore ?? null,
      doneAt: null,
      extensionAsked: false,
      holderAsked: false,
    });
  }

  /** Who claims it or gives it back knows; who is handed it by another is told. */
  private assign(event: Extract<CaseEvent, { type: 'stepAssigned' }>): void {
    const { step, assignee, heldFor = null, given, lapsed, actor, dueAt } = event;
    const decided = assignee !== null || given || lapsed;
    this.change(step, { assignee, heldFor, ...(decided && { holderAsked: false }) });
    if (assignee !== null && actor !== undefined && actor !== assignee)
      this.mail(event, 'assigned', { assignee }, dueAt);
  }

  private mail(
    { seq, recordedAt: createdAt, step }: CaseEvent & { step: StepKey },
    kind: MailKind,
    { owner, assignee, departments }: { owner?: Role; assignee?: string; departments?: string[] },
    dueAt?: Instant,
  ): void {
    const to = assignee ? { accountId: assignee } : { role: owner, ...(departments && { departments }) };
    this.mails.push({ seq, kind, step, ...to, ...(dueAt && { dueAt }), createdAt });
  }

  private change(step: StepKey, patch: Omit<StepChange, 'step' | 'opened'>): void {
    // Whatever an event changes was open until then, and so has gone to the township office.
    const handedUp = this.escalated ? HANDED_UP : {};
    const before = this.steps.get(step) ?? { step, opened: false, ...handedUp };
    this.steps.set(step, { ...before, ...patch });
  }

  private escalate(): void {
    this.patch.escalated = true;
    this.escalated = true;
    for (const change of this.steps.values())
      if ((change.status ?? 'open') === 'open') Object.assign(change, HANDED_UP);
  }
}

const HANDED_UP = {
  ownerRole: 'townshipOffice',
  assignee: null,
  heldFor: null,
  holderAsked: false,
} as const satisfies Partial<StepChange>;
