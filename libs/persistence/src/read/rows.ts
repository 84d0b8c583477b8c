import type { Category, ClosingOutcome, Instant, KindName, Place, Question, Role } from '#domain';
import { instant } from '../pool.js';

/** A case as lists show it. */
export interface CaseSummary {
  id: string;
  number: string;
  title?: string;
  place: Place;
  category?: Category;
  /** The procedure that it goes by now; until triage has chosen one, that of intake. */
  procedureKey: string;
  procedureVersion: number;
  urgent: boolean;
  status: 'open' | 'closed';
  outcome?: ClosingOutcome;
  /** The last event's number. */
  version: number;
  round: number;
  escalated: boolean;
  /** Only those who must act see it: it is marked confidential, or triage found a red line. */
  restricted: boolean;
  confidential: boolean;
  /** The calendar that its terms are counted by. */
  calendarVersion: number;
  reporterId?: string;
  openedAt: Instant;
  /** The nearest due time of an open step. */
  dueAt?: Instant;
  /** The earliest date that the case has to keep: of a step, the overall deadline, an outside number. */
  effectiveDueAt?: Instant;
  /** The overall deadline. */
  overallDueAt?: Instant;
  /** Paused since then. */
  pausedSince?: Instant;
  /** Paused, until then at the latest. */
  pausedUntil?: Instant;
  closedAt?: Instant;
  updatedAt: Instant;
}

export interface StepSummary {
  caseId: string;
  step: string;
  kind: KindName;
  round: number;
  visit: number;
  status: 'open' | 'done' | 'cancelled';
  outcome?: string;
  owner: Role;
  assignee?: string;
  /** Where departments owe their opinions: those for which the assignee holds it. */
  assignedDepartments?: string[];
  nudgedAt?: Instant;
  /** Departments whose opinion is missing or stands in the way; only where it was asked for. */
  pendingDepartments?: string[];
  startedAt: Instant;
  dueAt?: Instant;
  /** The earliest of its own date and those of its case that are still to be kept. */
  effectiveDueAt?: Instant;
  notBefore?: Instant;
  doneAt?: Instant;
  /** What a level above the owner is asked to decide. */
  asks: Question[];
}

type Time = Date | number | null;

export interface PlaceColumns {
  county_id: string;
  township_id: string;
  village_id: string;
  grid_id: string | null;
}

export interface CaseRow extends PlaceColumns {
  id: string;
  number: string;
  title: string | null;
  category: Category | null;
  procedure_key: string;
  procedure_version: number;
  urgent: boolean;
  status: 'open' | 'closed';
  outcome: ClosingOutcome | null;
  version: number;
  round: number;
  escalated: boolean;
  restricted: boolean;
  confidential: boolean;
  calendar_version: number;
  reporter_id: string | null;
  opened_at: Date;
  due_at: Time;
  effective_due_at: Time;
  overall_due_at: Time;
  paused_since: Time;
  paused_until: Time;
  closed_at: Time;
  updated_at: Date;
}

export interface StepRow {
  case_id: string;
  step: string;
  kind: KindName;
  round: number;
  visit: number;
  status: 'open' | 'done' | 'cancelled';
  outcome: string | null;
  owner_role: Role;
  assignee: string | null;
  assigned_departments: string[] | null;
  nudged_at: Time;
  pending_departments?: string[] | null;
  started_at: Date;
  due_at: Time;
  effective_due_at: Time;
  not_before: Time;
  done_at: Time;
  extension_asked: boolean;
  assignment_escalated: boolean;
}

export const PLACE_COLUMNS = 'county_id, township_id, village_id, grid_id';
export const CASE_COLUMNS = `id, ${PLACE_COLUMNS}, number, title, category, procedure_key, procedure_version, urgent,
  status, outcome, version, round, escalated, restricted, confidential, calendar_version, reporter_id, opened_at, due_at, effective_due_at,
  overall_due_at, paused_since, paused_until, closed_at, updated_at`;
export const STEP_COLUMNS = `case_id, step, kind, round, visit, status, outcome, owner_role, assignee, assigned_departments,
  nudged_at, started_at, due_at, effective_due_at, not_before, done_at, extension_asked, assignment_escalated`;

/** What a department is asked for and has not given: it has neither agreed nor been overruled. */
export const OWED = `(position IS NULL OR position = 'disagree')`;
/** The departments that step `s` waits for; null where it waits for none. */
export const PENDING_DEPARTMENTS = `CASE WHEN s.kind = 'opine' AND s.owner_role = 'department' THEN ARRAY(
    SELECT department_id FROM case_department WHERE case_id = s.case_id AND ${OWED} ORDER BY department_id) END AS pending_departments`;

export const placeOf = (row: PlaceColumns): Place => ({
  countyId: row.county_id,
  townshipId: row.township_id,
  villageId: row.village_id,
  ...(row.grid_id && { gridId: row.grid_id }),
});

export const caseSummary = (row: CaseRow): CaseSummary =>
  present({
    id: row.id,
    number: row.number,
    title: row.title,
    place: placeOf(row),
    category: row.category,
    procedureKey: row.procedure_key,
    procedureVersion: row.procedure_version,
    urgent: row.urgent,
    status: row.status,
    outcome: row.outcome,
    version: row.version,
    round: row.round,
    escalated: row.escalated,
    restricted: row.restricted,
    confidential: row.confidential,
    calendarVersion: row.calendar_version,
    reporterId: row.reporter_id,
    openedAt: row.opened_at.getTime(),
    dueAt: instant(row.due_at),
    effectiveDueAt: row.status === 'open' ? instant(row.effective_due_at) : undefined,
    overallDueAt: instant(row.overall_due_at),
    pausedSince: instant(row.paused_since),
    pausedUntil: instant(row.paused_until),
    closedAt: instant(row.closed_at),
    updatedAt: row.updated_at.getTime(),
  });

export const stepSummary = (row: StepRow): StepSummary =>
  present({
    caseId: row.case_id,
    step: row.step,
    kind: row.kind,
    round: row.round,
    visit: row.visit,
    status: row.status,
    outcome: row.outcome,
    owner: row.owner_role,
    assignee: row.assignee,
    assignedDepartments: row.assigned_departments,
    nudgedAt: instant(row.nudged_at),
    pendingDepartments: row.pending_departments,
    startedAt: row.started_at.getTime(),
    dueAt: instant(row.due_at),
    effectiveDueAt: row.status === 'open' ? instant(row.effective_due_at) : undefined,
    notBefore: instant(row.not_before),
    doneAt: instant(row.done_at),
    asks: [
      ...(row.extension_asked ? ['extension' as const] : []),
      ...(row.assignment_escalated ? ['assignment' as const] : []),
    ],
  });

type Present<T> = {
  [K in keyof T as null extends T[K] ? never : undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as null extends T[K] ? K : undefined extends T[K] ? K : never]?: NonNullable<T[K]>;
};

/** Without what is null or undefined. */
export const present = <T extends object>(value: T): Present<T> =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== null && v !== undefined)) as Present<T>;
