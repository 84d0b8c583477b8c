import type {
  AccountId,
  Category,
  Channel,
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
import type { PauseReason } from './deadline-adjustment.js';
import type { Procedure } from './procedure.js';

/** Who acts, with the roles and departments that they hold at the case's place when they act. */
export interface Actor {
  accountId: AccountId;
  roles: Role[];
  departmentIds?: DepartmentId[];
}

/** What every command carries. */
export interface CommandMeta {
  /** The update's id, derived from account and idempotency key. */
  id: string;
  /** SHA-256 of the request, so that the same key with another body is refused. */
  bodyHash: string;
  actor: Actor;
  /** Attached by the API: who holds an open step of the case without a role there that may hold it any more. */
  lapsedAssignees?: AccountId[];
  onBehalfOf?: PersonId;
  channel?: Channel;
  /** When it really happened, if somebody said so; else it is the instant at which the workflow decides. */
  occurredAt?: Instant;
  /** Why it is entered late; required over five working days after it happened (补录). */
  lateReason?: ContentRef;
  /** The version that the actor looked at; refused when the case has gone on since. */
  expectedVersion?: number;
}

/** The matter as it was raised. */
export interface OpenCase {
  type: 'open';
  caseId: string;
  number: string;
  place: Place;
  category?: Category;
  urgent?: boolean;
  /** An impersonal title: lists show it and search finds it. */
  title?: ContentRef;
  matter: ContentRef;
  location?: ContentRef;
  reporterId?: PersonId;
  externalRefs?: ExternalRef[];
  /** Attached by the API: the procedure that every case begins with, and the calendar. */
  intake: Procedure;
  calendar: CalendarBits;
}

/** The number of the same matter in another system (司法所, 综治, 12345, 信访). */
export interface ExternalRef {
  system: string;
  number: ContentRef;
  /** Made by the API, with a key, of case, system and number: the same number is known again by it without being read. */
  index: string;
  dueOn?: LocalDate;
}

/** An action of a step kind. `procedure` is attached by the API where triage chooses one. */
export interface ActOnStep {
  type: 'act';
  step: StepKey;
  action: string;
  payload: Record<string, unknown>;
  procedure?: Procedure;
  /** Attached by the API when the case still counts by an older one: what opens next goes by the newest. */
  calendar?: CalendarBits;
}

/**
 * A case that is already over, entered as one action: opening, then the given actions in order, each judged by
 * the same rules at the instant it happened. All of it is recorded, or nothing.
 */
export interface RecordDone {
  type: 'recordDone';
  open: OpenCase;
  /** Where a time is left out, it is the command's own. */
  actions: (Omit<ActOnStep, 'type'> & { occurredAt?: Instant; onBehalfOf?: PersonId; channel?: Channel })[];
}

export interface AssignStep {
  type: 'assign';
  step: StepKey;
  /** Claiming is assigning to oneself; null gives the step back to its role. */
  assignee: AccountId | null;
  /** Attached by the API: the roles that the assignee holds at the case's place. */
  assigneeRoles?: Role[];
  /** Attached by the API: the departments that the assignee speaks for there. */
  assigneeDepartments?: DepartmentId[];
  reason?: ContentRef;
}

export interface RequestExtension {
  type: 'requestExtension';
  step: StepKey;
  /** Where milestones are carried out: the one that needs more time. */
  milestone?: string;
  term: Term;
  reason: ContentRef;
}

export type Command = CommandMeta & {
  /** The case that it is meant for; whoever sends it to a run must name it. */
  caseId?: string;
} & (
    | OpenCase
    | ActOnStep
    | RecordDone
    | AssignStep
    | { type: 'pause'; reason: PauseReason; text?: ContentRef; until: LocalDate }
    | { type: 'resume'; text?: ContentRef }
    | { type: 'nudge'; step: StepKey; text?: ContentRef }
    | RequestExtension
    | { type: 'decideExtension'; step: StepKey; approve: boolean; reason?: ContentRef }
    | { type: 'extendOverallDeadline'; by: PersonId[]; reason: ContentRef }
    | { type: 'withdraw'; by: PersonId[]; reason: ContentRef }
    | { type: 'escalate'; reason: ContentRef }
    | { type: 'setConfidential'; confidential: boolean; reason: ContentRef }
    | { type: 'reopen'; reason: ContentRef; calendar?: CalendarBits }
    | { type: 'applyCalendar'; calendar: CalendarBits }
    | { type: 'comment'; text: ContentRef }
    | { type: 'attach'; attachmentId: string; digest: string; step?: StepKey }
    | { type: 'linkExternal'; ref: ExternalRef }
    | { type: 'object'; objectionId: string; text: ContentRef; by?: PersonId }
    | { type: 'answerObjection'; objectionId: string; answer: ContentRef; upheld: boolean }
  );
export type CommandType = Command['type'];

/** A command whose time is settled: as it was given, or the workflow's own. */
export type Dated<C> = C & { occurredAt: Instant };
