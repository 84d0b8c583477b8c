import type {
  Category,
  ClosingOutcome,
  DutyKind,
  DutyStatus,
  ExternalRef,
  KindName,
  Position,
  Role,
  SupervisingRole,
  Term,
} from '#domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Table, type Written } from '../sql/table.js';

/** PostgreSQL makes it of the row's other columns; the migrations say how. */
const GENERATED = { insert: false, update: false } as const;

/** Of the texts a state has references only: what is read of them when the row is made stays until it is erased. */
const WITH_THE_ROW = { update: false } as const;

/** Where it belongs; every list is filtered by one of these. */
abstract class AtPlace {
  @Column('uuid', { name: 'county_id' }) countyId!: string;
  @Column('uuid', { name: 'township_id' }) townshipId!: string;
  @Column('uuid', { name: 'village_id' }) villageId!: string;
  @Column('uuid', { name: 'grid_id', nullable: true }) gridId!: string | null;
}

/** The number is read by whoever may see the case. */
export type NumberElsewhere = Pick<ExternalRef, 'system' | 'number'>;

/** A case as lists show it. `due_at`, `case_due_at` and `effective_due_at` are 'infinity' where nothing is due. */
@Entity('case_row')
export class CaseRowEntity extends AtPlace {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') number!: string;
  /** In clear, for lists; the text of the event stays in the content store. */
  @Column('text', { nullable: true, ...WITH_THE_ROW }) title!: string | null;
  @Column('text', { nullable: true }) category!: Category | null;
  @Column('text', { name: 'procedure_key' }) procedureKey!: string;
  @Column('int', { name: 'procedure_version' }) procedureVersion!: number;
  @Column('boolean') urgent!: boolean;
  @Column({ type: 'text', ...GENERATED })
  status!: 'open' | 'closed';
  @Column('text', { nullable: true }) outcome!: ClosingOutcome | null;
  /** The last event's number. */
  @Column('int') version!: number;
  @Column('int') round!: number;
  @Column('boolean') escalated!: boolean;
  @Column('boolean', { default: false }) confidential!: boolean;
  @Column('boolean', { name: 'red_line', default: false }) redLine!: boolean;
  /** Only those who must act see it. */
  @Column({ type: 'boolean', ...GENERATED })
  restricted!: boolean;
  @Column('int', { name: 'calendar_version' }) calendarVersion!: number;
  @Column('uuid', { name: 'reporter_id', nullable: true }) reporterId!: string | null;
  /** Its numbers in other systems. */
  @Column('jsonb', { name: 'external_refs', nullable: true }) externalRefs!: NumberElsewhere[] | null;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  /** The nearest due time of an open step. */
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  /** The earliest date that the case as a whole has to keep: the overall deadline, those of outside numbers. */
  @Column('timestamptz', { name: 'case_due_at', default: () => "'infinity'" }) caseDueAt!: Date;
  @Column({ type: 'timestamptz', name: 'effective_due_at', ...GENERATED })
  effectiveDueAt!: Date;
  @Column('timestamptz', { name: 'overall_due_at', nullable: true }) overallDueAt!: Date | null;
  @Column('timestamptz', { name: 'paused_since', nullable: true }) pausedSince!: Date | null;
  /** When the pause ends at the latest. */
  @Column('timestamptz', { name: 'paused_until', nullable: true }) pausedUntil!: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
  /** What it is found by. */
  @Column({ type: 'tsvector', ...WITH_THE_ROW })
  search!: string;
}
export type CaseRow = Written<CaseRowEntity, 'status' | 'restricted' | 'effectiveDueAt'>;
export const CASE_ROW = new Table<CaseRow>(CaseRowEntity);

/** A step as it stands: the latest time that it was opened. */
@Entity('step_row')
export class StepRowEntity extends AtPlace {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @PrimaryColumn('text', { collation: 'C' }) step!: string;
  @Column('text') kind!: KindName;
  @Column('int') round!: number;
  @Column('int') visit!: number;
  @Column('text') status!: 'open' | 'done' | 'cancelled';
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('text', { name: 'owner_role' }) ownerRole!: Role;
  @Column('uuid', { nullable: true }) assignee!: string | null;
  /** Departments for which the assignee holds it. */
  @Column('uuid', { name: 'assigned_departments', array: true, nullable: true }) assignedDepartments!:
    string[] | null;
  @Column('timestamptz', { name: 'nudged_at', nullable: true }) nudgedAt!: Date | null;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  /** When the late entry that opened it was made; null where no late entry did. */
  @Column('timestamptz', { name: 'entered_at', nullable: true }) enteredAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'waits_since', ...GENERATED })
  waitsSince!: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  /** The case's own date while the step is open. */
  @Column('timestamptz', { name: 'case_due_at', default: () => "'infinity'" }) caseDueAt!: Date;
  @Column({ type: 'timestamptz', name: 'effective_due_at', ...GENERATED })
  effectiveDueAt!: Date;
  @Column('timestamptz', { name: 'not_before', nullable: true }) notBefore!: Date | null;
  @Column('timestamptz', { name: 'done_at', nullable: true }) doneAt!: Date | null;
  /** A level above is asked for more time, or who is to do it. */
  @Column('boolean', { name: 'extension_asked', default: false }) extensionAsked!: boolean;
  @Column('boolean', { name: 'assignment_escalated', default: false }) assignmentEscalated!: boolean;
}
export type StepRow = Written<StepRowEntity, 'waitsSince' | 'effectiveDueAt'>;
export const STEP_ROW = new Table<StepRow>(StepRowEntity);

/** A department that the case touches, with its opinion; null while it is asked for. */
@Entity('case_department')
export class CaseDepartmentEntity {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @PrimaryColumn('uuid', { name: 'department_id' }) departmentId!: string;
  @Column('text', { nullable: true }) position!: Position | 'overruled' | null;
}
export type DepartmentRow = Written<CaseDepartmentEntity>;
export const CASE_DEPARTMENT = new Table<DepartmentRow>(CaseDepartmentEntity);

/** Who raised the case, and its parties. */
@Entity('case_person')
export class CasePersonEntity {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @PrimaryColumn('uuid', { name: 'person_id' }) personId!: string;
  @Column('boolean') party!: boolean;
}
export type CasePersonRow = Written<CasePersonEntity>;
export const CASE_PERSON = new Table<CasePersonRow>(CasePersonEntity);

/** That a case was entered in another office's register, by whom and when; taken back, never deleted. */
@Entity('case_report')
export class CaseReportEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') layout!: string;
  @Column('timestamptz', { name: 'reported_at' }) reportedAt!: Date;
  @Column('uuid', { name: 'reported_by' }) reportedBy!: string;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
  @Column('uuid', { name: 'withdrawn_by', nullable: true }) withdrawnBy!: string | null;
}

/** Who did something in a case, and whether that is open. */
@Entity('case_actor')
export class CaseActorEntity {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @PrimaryColumn('uuid', { name: 'account_id' }) accountId!: string;
  @Column('boolean') open!: boolean;
}
export type ActorRow = Written<CaseActorEntity>;
export const CASE_ACTOR = new Table<ActorRow>(CaseActorEntity);

/** A supervision order as lists show it. */
@Entity('duty_row')
export class DutyRowEntity extends AtPlace {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: DutyKind;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column({ type: 'text', collation: 'C', nullable: true }) step!: string | null;
  @Column('text') level!: SupervisingRole;
  @Column('uuid') issuer!: string;
  /** Its addressee: an account, or whoever holds the role. */
  @Column('uuid', { name: 'account_id', nullable: true }) accountId!: string | null;
  @Column('text', { nullable: true }) role!: Role | null;
  @Column('text') term!: Term;
  @Column('text') status!: DutyStatus;
  @Column('int') returns!: number;
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'issued_at' }) issuedAt!: Date;
  /** Since when the term runs: issue, or the last return. */
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @Column('uuid', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}
export type DutyRow = Written<DutyRowEntity>;
export const DUTY_ROW = new Table<DutyRow>(DutyRowEntity);

/** A message of the in-app mailbox, by the event of a case or supervision order that sent it. */
@Entity('mailbox')
export class MailboxEntity extends AtPlace {
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('uuid', { name: 'duty_id', nullable: true }) dutyId!: string | null;
  @PrimaryColumn({ type: 'uuid', name: 'source_id', ...GENERATED })
  sourceId!: string;
  @PrimaryColumn('int') seq!: number;
  @Column('text') kind!: string;
  @Column({ type: 'text', collation: 'C', nullable: true }) step!: string | null;
  /** To one account, or to all who hold a role at the place; of representatives, to those of these departments. */
  @Column('uuid', { name: 'account_id', nullable: true }) accountId!: string | null;
  @Column('text', { nullable: true }) role!: Role | null;
  @Column('uuid', { name: 'department_ids', array: true, nullable: true }) departmentIds!: string[] | null;
  @Column('timestamptz', { name: 'due_at', nullable: true }) dueAt!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'read_at', nullable: true, insert: false }) readAt!: Date | null;
  @Column({ type: 'uuid', name: 'read_by', nullable: true, insert: false }) readBy!: string | null;
  /** Null until it was decided to whom it goes by other ways. */
  @Column({ type: 'timestamptz', name: 'noticed_at', nullable: true, insert: false }) noticedAt!: Date | null;
}
export type MailRow = Written<MailboxEntity, 'sourceId' | 'readAt' | 'readBy' | 'noticedAt'>;
export const MAILBOX = new Table<MailRow>(MailboxEntity);

/** A village's cases of a category and procedure on one day; '' until there is a category. */
abstract class DailyFigure {
  @PrimaryColumn('uuid', { name: 'village_id' }) villageId!: string;
  @PrimaryColumn('date') day!: string;
  @PrimaryColumn('text') category!: Category | '';
  @PrimaryColumn('text', { name: 'procedure_key' }) procedureKey!: string;
  /** Of cases that only those see who must act; as the case is now, whatever it was on that day. */
  @PrimaryColumn('boolean') restricted!: boolean;
  @Column('uuid', { name: 'county_id' }) countyId!: string;
  @Column('uuid', { name: 'township_id' }) townshipId!: string;
}

@Entity('backlog_day')
export class BacklogDayEntity extends DailyFigure {
  @Column('int') opened!: number;
  @Column('int') closed!: number;
  /** What came in less what went out, with cases that changed category or procedure. */
  @Column('int') delta!: number;
}
export type BacklogRow = Written<BacklogDayEntity>;
export const BACKLOG_DAY = new Table<BacklogRow>(BacklogDayEntity);

/** Steps that were done, and how long they took without pauses. */
@Entity('step_dwell_day')
export class StepDwellDayEntity extends DailyFigure {
  @PrimaryColumn('text') kind!: KindName;
  /** Entered late (补录), so that it says nothing of timeliness. */
  @PrimaryColumn('boolean') late!: boolean;
  @Column('int') count!: number;
  @Column('bigint') milliseconds!: number;
  /** Of these, done only when their due time had come. */
  @Column('int') overdue!: number;
}
export type DwellRow = Written<StepDwellDayEntity>;
export const STEP_DWELL_DAY = new Table<DwellRow>(StepDwellDayEntity);
