import type { Sequenced } from '#contracts';
import type { CaseEvent } from '#domain';
import { timestamp } from '../pool.js';
import { logInput, type LogInput, optional } from './log-input.js';
import {
  project,
  type CasePatch,
  type Mail,
  type OpenedRow,
  type RowChanges,
  type StepChange,
} from './project.js';
import type { DateChanges, PausedSpan } from './project-dates.js';
import type { DepartmentChanges } from './project-departments.js';
import type { BacklogChange, Dwell } from './project-figures.js';
import { searchTokens } from './search-tokens.js';

/** The parameters of the recorder's statements, see `statements.ts`. */
export interface StatementInput extends LogInput {
  caseId: string;
  /** JSON: columns of the case's row. */
  row: string;
  stepsOpened: string;
  stepsChanged: string;
  /** Keys of all steps in the two above. */
  stepsNamed: string[];
  /** Keys of those whose status or due time changed, and the nearest due time among them. */
  dueChanged: string[];
  nearestDue: string;
  /** Steps that were done last, or opened last; `wholeReset`: the promise is open again unless they say otherwise. */
  stepsDone: string[];
  stepsReopened: string[];
  wholeReset: boolean;
  /** JSON: pauses that are over. */
  spans: string;
  /** The open steps that are not named go to the township office. */
  escalatesOthers: boolean;
  mails: string;
  /** JSON: the departments that were named, and their ids. */
  departments: string;
  departmentIds: string[];
  /** The other departments no longer belong to the case; the others' opinions no longer hold. */
  departmentsReplaced: boolean;
  opinionsCleared: boolean;
  /** JSON: changes of the daily figures. */
  backlog: string;
  dwell: string;
  /** Accounts that did something, and whether the events closed or reopened the case. */
  actors: string[];
  staysOpen: boolean | null;
  searchTokens: string[];
}

export function statementInput(
  caseId: string,
  events: readonly CaseEvent[],
  commands: readonly Sequenced[],
): StatementInput {
  const changes = project(events);
  const { opened, steps, dates, departments } = changes;
  const moved = steps.filter((s) => s.opened || s.status !== undefined || s.dueAt !== undefined);
  const dueTimes = moved.filter((s) => (s.status ?? 'open') === 'open').map((s) => s.dueAt ?? Infinity);
  return {
    ...logInput(caseId, events, commands),
    caseId,
    row: JSON.stringify(caseRow(changes)),
    stepsOpened: JSON.stringify(steps.filter((s) => s.opened).map(stepRow)),
    stepsChanged: JSON.stringify(steps.filter((s) => !s.opened).map(stepRow)),
    stepsNamed: steps.map((s) => s.step),
    dueChanged: moved.map((s) => s.step),
    nearestDue: timestamp(Math.min(Infinity, ...dueTimes)),
    stepsDone: dates.done,
    stepsReopened: dates.reopened,
    wholeReset: dates.wholeReset,
    spans: JSON.stringify(dates.spans.map(spanRow)),
    escalatesOthers: changes.escalatesOthers,
    mails: JSON.stringify(changes.mails.map(mailRow)),
    departments: JSON.stringify(departments.departments.map(departmentRow)),
    departmentIds: departments.departments.map((d) => d.departmentId),
    departmentsReplaced: departments.replaced,
    opinionsCleared: departments.cleared,
    backlog: JSON.stringify(changes.figures.backlog.map(backlogRow)),
    dwell: JSON.stringify(changes.figures.dwell.map(dwellRow)),
    actors: changes.actors,
    staysOpen: changes.patch.closedAt === undefined ? null : changes.patch.closedAt === null,
    searchTokens: opened ? searchTokens(opened) : [],
  };
}

const caseRow = ({ opened, patch, dates, updatedAt }: RowChanges) => ({
  ...(opened && openedColumns(opened)),
  ...patchColumns(patch),
  ...dateColumns(dates),
  updated_at: timestamp(updatedAt),
});

const openedColumns = ({ number, title, place, reporterId, openedAt }: OpenedRow) => ({
  number,
  title,
  reporter_id: reporterId,
  opened_at: timestamp(openedAt),
  county_id: place.countyId,
  township_id: place.townshipId,
  village_id: place.villageId,
  grid_id: place.gridId,
});

const patchColumns = (patch: CasePatch) => ({
  category: patch.category,
  urgent: patch.urgent,
  procedure_key: patch.procedureKey,
  procedure_version: patch.procedureVersion,
  outcome: patch.outcome,
  round: patch.round,
  escalated: patch.escalated,
  confidential: patch.confidential,
  red_line: patch.redLine,
  calendar_version: patch.calendarVersion,
  whole_due_at: optional(patch.wholeDueAt),
  closed_at: optional(patch.closedAt),
});

const dateColumns = ({ wholeUntil, externalDueAt, pausedSince, pausedUntil }: DateChanges) => ({
  whole_until: wholeUntil,
  external_due_at: optional(externalDueAt),
  paused_since: optional(pausedSince),
  paused_until: optional(pausedUntil),
});

const spanRow = ({ from, to, until }: PausedSpan) => ({
  from: optional(from),
  to: timestamp(to),
  until: optional(until),
});

/** `due_at` is never null: nothing due is 'infinity'. */
const stepRow = (step: StepChange) => ({
  step: step.step,
  kind: step.kind,
  round: step.round,
  visit: step.visit,
  status: step.status,
  outcome: step.outcome,
  owner_role: step.ownerRole,
  assignee: step.assignee,
  held_for: step.heldFor && `{${step.heldFor.join()}}`,
  nudged_at: optional(step.nudgedAt),
  started_at: optional(step.startedAt),
  entered_at: optional(step.enteredAt),
  due_at: step.dueAt === undefined ? undefined : timestamp(step.dueAt ?? Infinity),
  not_before: optional(step.notBefore),
  done_at: optional(step.doneAt),
  extension_asked: step.extensionAsked,
  holder_asked: step.holderAsked,
});

const mailRow = (mail: Mail) => ({
  seq: mail.seq,
  kind: mail.kind,
  step: mail.step,
  account_id: mail.accountId,
  role: mail.role,
  department_ids: mail.departments,
  due_at: optional(mail.dueAt),
  created_at: timestamp(mail.createdAt),
});

const departmentRow = ({ departmentId, position }: DepartmentChanges['departments'][number]) => ({
  department_id: departmentId,
  position,
});

const backlogRow = ({ procedureKey, ...change }: BacklogChange) => ({
  ...change,
  procedure_key: procedureKey,
});

const dwellRow = ({ procedureKey, startedAt, dueAt, doneAt, ...dwell }: Dwell) => ({
  ...dwell,
  procedure_key: procedureKey,
  started_at: optional(startedAt),
  due_at: dueAt === undefined ? undefined : timestamp(dueAt ?? Infinity),
  done_at: timestamp(doneAt),
});
