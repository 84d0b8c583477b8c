import type { AccountId, ContentRef, Instant, Place, Role, StepKey, Term } from '../model/basics.js';
import type { CalendarBits } from '../model/calendar.js';
import type { CommandMeta } from '../model/command.js';
import type { EventEnvelope } from '../model/event.js';

/** What may be demanded of somebody apart from the steps of a case. 督办; others follow. */
export const DUTY_KINDS = ['supervisionOrder'] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/** Whose office it is to supervise, each with what lies below its place. */
export const SUPERVISING_ROLES = ['townshipOffice', 'county'] as const satisfies readonly Role[];
export type SupervisingRole = (typeof SUPERVISING_ROLES)[number];

/** So often an answer may be returned; after that it is closed, whatever it says. */
export const RETURNS_LIMIT = 2;

/** One account, or whoever fills the role at the duty's place. */
export type Addressee = { accountId: AccountId } | { role: Role };

/** With an account come the roles that it holds at the place, attached by the API. */
export type NewAddressee = { accountId: AccountId; roles: Role[] } | { role: Role };

export const DUTY_STATUSES = ['open', 'answered', 'closed', 'cancelled'] as const;
export type DutyStatus = (typeof DUTY_STATUSES)[number];

/** A supervisor demands something about a case. */
export interface IssueDuty {
  type: 'issue';
  dutyId: string;
  kind: DutyKind;
  caseId: string;
  place: Place;
  /** The one step that it is about. */
  step?: StepKey;
  to: NewAddressee;
  instruction: ContentRef;
  term: Term;
  calendar: CalendarBits;
}

export type DutyCommand = CommandMeta & {
  /** The duty that it is meant for; whoever sends it to a run must name it. */
  dutyId?: string;
} & (
    | IssueDuty
    | { type: 'answer'; text: ContentRef; attachmentIds?: string[] }
    /** `term` is a new one, the same if left out; it is counted by the calendar that the API attaches. */
    | { type: 'return'; reason: ContentRef; term?: Term; calendar?: CalendarBits }
    | { type: 'readdress'; to: NewAddressee; reason: ContentRef }
    | { type: 'close'; remark?: ContentRef }
    | { type: 'cancel'; reason: ContentRef }
    | { type: 'applyCalendar'; calendar: CalendarBits }
  );

/** When it is due, when its addressee is reminded and when its issuer is told that it is overdue. */
export interface DutyTimes {
  /** The first instant that is too late. */
  dueAt: Instant;
  /** Missing where it would lie in the past. */
  remindAt?: Instant;
  alertAt: Instant;
}

export type DutyEventBody =
  | (DutyTimes & {
      type: 'dutyIssued';
      dutyId: string;
      kind: DutyKind;
      caseId: string;
      place: Place;
      step?: StepKey;
      level: SupervisingRole;
      to: Addressee;
      instruction: ContentRef;
      term: Term;
      calendar: CalendarBits;
    })
  | { type: 'dutyAnswered'; text: ContentRef; attachmentIds?: string[]; issuer: AccountId }
  | (DutyTimes & {
      type: 'dutyReturned';
      /** How often by now. */
      returns: number;
      reason: ContentRef;
      term: Term;
      calendar?: CalendarBits;
      to: Addressee;
    })
  | { type: 'dutyReaddressed'; from: Addressee; to: Addressee; reason: ContentRef; dueAt: Instant }
  | (Partial<DutyTimes> & { type: 'dutyRescheduled'; dueAt: Instant; calendar: CalendarBits })
  | { type: 'dutyReminded'; dueAt: Instant; to: Addressee }
  | { type: 'dutyOverdue'; dueAt: Instant; issuer: AccountId }
  | { type: 'dutyClosed'; remark?: ContentRef; to: Addressee }
  | { type: 'dutyCancelled'; reason: ContentRef; to: Addressee };
export type DutyEvent = EventEnvelope & DutyEventBody;

/** A duty as it stands; overdue is what is open when `dueAt` has come. */
export interface DutyState {
  dutyId: string;
  kind: DutyKind;
  /** The last event's number: the duty's version. */
  seq: number;
  /** When that event was recorded. */
  updatedAt: Instant;
  caseId: string;
  place: Place;
  step?: StepKey;
  issuer: AccountId;
  /** The office that it comes from: whoever holds it at the place judges the answer. */
  level: SupervisingRole;
  to: Addressee;
  term: Term;
  calendar: CalendarBits;
  status: DutyStatus;
  issuedAt: Instant;
  /** Since when the term runs: issue, or the last return. */
  startedAt: Instant;
  dueAt: Instant;
  /** Gone once it was sent, or no longer needed. */
  remindAt?: Instant;
  alertAt?: Instant;
  returns: number;
  /** The last one, unless it was returned. */
  answer?: { by: AccountId; at: Instant };
  endedAt?: Instant;
}
