import type {
  AccountId,
  Category,
  ClosingOutcome,
  ContentRef,
  DepartmentId,
  Instant,
  LocalDate,
  PersonId,
  Place,
  Role,
  StepKey,
} from './basics.js';
import type { CalendarBits } from './calendar.js';
import type { ExternalRef } from './command.js';
import type { DeadlineAdjustment } from './deadline-adjustment.js';
import type { KindName } from './kind-names.js';
import type { Procedure } from './procedure.js';

/** A reminder that is still to be sent. */
export interface PendingReminder {
  /** The index of its rule. */
  rule: number;
  at: Instant;
  /** What it is counted from: the due time, or when the step became free. It is sent once for each. */
  for: Instant;
}

/** How an event changes the pending reminders: only those that differ, for a case may have many dates. */
export interface ReminderChange {
  /** New, or at another instant. */
  reminders?: PendingReminder[];
  /** No longer pending. */
  remindersRemoved?: { rule: number; for: Instant }[];
}

/** What the level above the step's owner is asked to decide: more time, or who is to do it. */
export const QUESTIONS = ['extension', 'assignment'] as const;
export type Question = (typeof QUESTIONS)[number];

/** One step of the case as it stands: the latest time it was opened in this round. */
export interface StepState {
  key: StepKey;
  kind: KindName;
  status: 'open' | 'done' | 'cancelled';
  round: number;
  /** How often the step was opened in this case; a second signing is visit 2. */
  visit: number;
  owner: Role;
  assignee?: AccountId;
  /** Where departments are asked: those for which the assignee acts. The others are still pending. */
  assignedDepartments?: DepartmentId[];
  startedAt: Instant;
  /** When the late entry (补录) that opened it was made; missing where none did. */
  enteredAt?: Instant;
  /** The first instant that is too late. */
  dueAt?: Instant;
  /** The earliest instant at which the step may be completed. */
  notBefore?: Instant;
  /** The next one first. */
  reminders?: PendingReminder[];
  /** By rule, for which dates its reminder has been sent. */
  sentReminders?: Record<number, Instant[]>;
  /** Somebody did something in it. */
  touched?: true;
  /** Since when it lies there to be taken: when it was entered, or given back. */
  freeSince?: Instant;
  /** How often its assignees gave it back or passed it on to another department. */
  returns?: number;
  /** Who decides who is to do it; the step waits for that. */
  assignmentEscalatedTo?: Role;
  /** That was decided: it can't be given back again. */
  assignmentSettled?: true;
  nudgedAt?: Instant;
  outcome?: string;
  doneAt?: Instant;
}

/** How a member got in (自己荐, 群众推, "两委"选, 临时点). */
export type Nomination = 'selfNominated' | 'publicNominated' | 'committeesSelected' | 'adHoc';
export interface Member {
  personId: PersonId;
  nomination: Nomination;
  expert?: boolean;
  /** A mediator of the mediation committee; a dispute needs one. */
  mediator?: boolean;
}

export type TalkResult = 'aligned' | 'partly' | 'opposed' | 'notReached';
export type SignatureForm = 'consentForm' | 'mediationAgreement';
export type Answer = 'signed' | 'refused' | 'dissented';
export type Position = 'agree' | 'agreeWithConditions' | 'disagree';

export interface Milestone {
  id: string;
  dueOn: LocalDate;
  ownerId?: PersonId;
  doneOn?: LocalDate;
}

/**
 * What the steps have found out so far: ids, codes, numbers and dates, never texts. Each kind writes its own part
 * and may read the others'. A new round keeps `parties`, `departments` and `redLine` only.
 */
export interface CaseFacts {
  parties: PersonId[];
  /** Departments that the matter touches; each is asked for a signed opinion. */
  departments: DepartmentId[];
  /** Triage found the matter barred from mediation, so the answer must name the ways that stay open. */
  explainWays?: boolean;
  /** Triage found crime, violence, a minor at risk or danger of suicide: only those who must act see the case. */
  redLine?: true;
  /** Persons heard during the investigation. */
  heard: PersonId[];
  members: Member[];
  talks: Record<PersonId, TalkResult>;
  meeting?: {
    at: Instant;
    mode: 'onTheSpot' | 'meetingRoom' | 'online';
    open: boolean;
    presentMembers: PersonId[];
    presentParties: PersonId[];
    /** Party → the person who stands in with a written authorisation. */
    proxies: Record<PersonId, PersonId>;
    /** Agenda items done, in order. */
    agenda: string[];
    votes?: { for: number; against: number; abstained: number };
  };
  agreement?: {
    form: SignatureForm | 'oralAgreementRecord';
    answers: Record<PersonId, Answer>;
    mediatorId?: PersonId;
    sealed?: boolean;
  };
  opinions: Record<DepartmentId, { position: Position; overruled?: boolean }>;
  milestones: Milestone[];
  notice?: { publishedAt: Instant; audience: 'public' | 'parties' };
  objections: Record<string, { raisedAt: Instant; answered?: 'kept' | 'upheld' }>;
  /** Follow-up visits done in this round. */
  revisits: { at: Instant; holding: boolean }[];
}

/** The whole of an open or closed case, rebuilt by `evolve` from its events and carried on by continue-as-new. */
export interface CaseState {
  caseId: string;
  number: string;
  title?: ContentRef;
  /** The last event's number: the case's version. 0 before it is opened. */
  seq: number;
  /** When that event was recorded. */
  updatedAt: Instant;
  place: Place;
  category?: Category;
  urgent: boolean;
  openedAt: Instant;
  /** The overall deadline, once a procedure is chosen. */
  overallDueAt?: Instant;
  intake: Procedure;
  /** The procedure that triage chose. */
  procedure?: Procedure;
  calendar: CalendarBits;
  reporterId?: PersonId;
  externalRefs: ExternalRef[];
  round: number;
  /** How often each loop (`step.outcome`) was taken. */
  loops: Record<string, number>;
  steps: Record<StepKey, StepState>;
  facts: CaseFacts;
  /** The township has taken the case over; its steps belong to the township office. */
  escalated: boolean;
  /** Marked so that only those who must act see the case. */
  confidential?: true;
  /** Pauses and extensions; absent before the first. */
  adjustments?: DeadlineAdjustment[];
  closed?: { outcome: ClosingOutcome; at: Instant };
}
