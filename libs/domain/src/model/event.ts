import type {
  AccountId,
  Category,
  Channel,
  ClosingOutcome,
  ContentRef,
  DepartmentId,
  Instant,
  LocalDate,
  PersonId,
  Place,
  Role,
  StepKey,
  Term,
} from './basics.js';
import type { CalendarBits } from './calendar.js';
import type { ExternalRef } from './command.js';
import type { KindName } from './kind-names.js';
import type { PauseReason } from './deadline-adjustment.js';
import type { Procedure } from './procedure.js';
import type { PendingReminder, ReminderChange } from './state.js';

/** Due soon, overdue, or nobody has taken it. */
export type ReminderCause = 'reminder' | 'overdue' | 'unassigned';

/** What happened to a case. Events replayed give the state; they carry ids, codes, numbers and dates only. */
export type EventBody =
  | {
      type: 'caseOpened';
      caseId: string;
      number: string;
      place: Place;
      category?: Category;
      urgent: boolean;
      title?: ContentRef;
      matter: ContentRef;
      location?: ContentRef;
      reporterId?: PersonId;
      externalRefs: ExternalRef[];
      intake: Procedure;
      calendar: CalendarBits;
    }
  | { type: 'categorised'; category: Category; urgent: boolean }
  | { type: 'procedureChosen'; procedure: Procedure; overallDueAt?: Instant }
  | { type: 'roundOpened'; round: number; cause: { step: StepKey; outcome: string } | 'reopened' }
  | {
      type: 'stepOpened';
      step: StepKey;
      kind: KindName;
      round: number;
      visit: number;
      owner: Role;
      startedAt: Instant;
      dueAt?: Instant;
      notBefore?: Instant;
      reminders?: PendingReminder[];
    }
  | { type: 'stepActed'; step: StepKey; kind: KindName; action: string; payload: Record<string, unknown> }
  | ({ type: 'stepRescheduled'; step: StepKey; dueAt?: Instant; notBefore?: Instant } & ReminderChange)
  /** No date moved, yet its reminders did: after it was given back, or was handed up. */
  | ({ type: 'remindersRescheduled'; step: StepKey } & ReminderChange)
  | { type: 'paused'; reason: PauseReason; text?: ContentRef; until: LocalDate }
  | { type: 'resumed'; text?: ContentRef; atLimit: boolean }
  | {
      type: 'extensionRequested';
      step: StepKey;
      visit: number;
      milestone?: string;
      term: Term;
      /** Who decides. */
      askedOf: Role;
      reason: ContentRef;
    }
  | {
      type: 'extensionDecided';
      step: StepKey;
      approved: boolean;
      requestedBy: AccountId;
      milestoneDueOn?: LocalDate;
      reason?: ContentRef;
    }
  | { type: 'overallDeadlineExtended'; by: PersonId[]; term: Term; reason: ContentRef }
  | { type: 'overallDeadlineRescheduled'; overallDueAt: Instant }
  | { type: 'stepCompleted'; step: StepKey; kind: KindName; outcome: string }
  | { type: 'loopTaken'; step: StepKey; outcome: string; count: number }
  | {
      type: 'stepAssigned';
      step: StepKey;
      assignee: AccountId | null;
      /** Where departments are asked: those for which the assignee acts. */
      assignedDepartments?: DepartmentId[];
      /** By when, where another hands it out. */
      dueAt?: Instant;
      reason?: ContentRef;
      /** The assignee gave it back, or passed it on to another department. */
      returned?: true;
      /** The assignee's departments have given their opinions: it is free for the others. */
      released?: true;
      /** The assignee no longer has a role that may be assigned it. */
      lapsed?: true;
    }
  | { type: 'assignmentEscalated'; step: StepKey; askedOf: Role; returns: number }
  | { type: 'stepCancelled'; step: StepKey }
  | { type: 'calendarApplied'; calendar: CalendarBits; overallDueAt?: Instant }
  | {
      type: 'reminded';
      step: StepKey;
      cause: ReminderCause;
      /** The reminders that were due and what each was counted from; the last one was sent. */
      reminders: readonly { rule: number; for: Instant }[];
      /** The date that it is about: the step's, the overall or an external one. */
      dueAt?: Instant;
      /** To whom: an account, else all of a role; of departments' representatives, those of these departments. */
      assignee?: AccountId;
      owner: Role;
      departments?: DepartmentId[];
    }
  | {
      type: 'nudged';
      step: StepKey;
      assignee?: AccountId;
      owner: Role;
      departments?: DepartmentId[];
      text?: ContentRef;
    }
  | { type: 'commented'; text: ContentRef }
  | { type: 'attached'; attachmentId: string; digest: string; step?: StepKey }
  | { type: 'externalLinked'; ref: ExternalRef }
  | { type: 'objected'; objectionId: string; text: ContentRef; by?: PersonId }
  | { type: 'objectionAnswered'; objectionId: string; answer: ContentRef; upheld: boolean }
  | { type: 'withdrawn'; by: PersonId[]; reason: ContentRef }
  | { type: 'escalated'; reason: ContentRef }
  | { type: 'confidentialityChanged'; confidential: boolean; reason: ContentRef }
  | { type: 'caseReopened'; reason: ContentRef; calendar?: CalendarBits }
  | { type: 'caseClosed'; outcome: ClosingOutcome };
export type EventType = EventBody['type'];

/** An event with who, when and by which command. `seq` counts from 1 without gaps and is the case's version. */
export interface EventEnvelope {
  seq: number;
  /** The version of the rules that made it and by which `evolve` reads it. */
  rules: number;
  /** The command's id; a timer's events have `timer`. */
  commandId: string;
  actor?: AccountId;
  onBehalfOf?: PersonId;
  channel?: Channel;
  occurredAt: Instant;
  recordedAt: Instant;
  lateReason?: ContentRef;
  /** Entered over five working days after it happened (补录): figures of timeliness leave it out. */
  late?: true;
}
export type CaseEvent = EventEnvelope & EventBody;
