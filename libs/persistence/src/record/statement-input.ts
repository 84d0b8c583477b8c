import type { RecordedCommand } from '#contracts';
import type { CaseEvent } from '#domain';
import { timestamp } from '../pool.js';
import { contentRefs } from './content-refs.js';
import { chainStart, toEventRow } from './event-row.js';
import {
  project,
  type CasePatch,
  type Mail,
  type OpenedRow,
  type RowChanges,
  type StepChange,
} from './project.js';
import type { DepartmentChanges } from './project-departments.js';
import type { BacklogChange, Dwell } from './project-figures.js';
import { searchTokens } from './search-tokens.js';

/** The parameters of the recorder's statements, see `statements.ts`. */
export interface StatementInput extends Record<string, unknown> {
  caseId: string;
  /** The last version before these events, and after them. */
  before: number;
  after: number;
  /** JSON: columns of the case's row. */
  row: string;
  events: string;
  commands: string;
  stepsOpened: string;
  stepsChanged: string;
  /** Keys of all steps in the two above. */
  stepsNamed: string[];
  /** Keys of those whose status or due time changed, and the nearest due time among them. */
  dueChanged: string[];
  nearestDue: string;
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
  contentIds: string[];
  searchTokens: string[];
  chainStart: Buffer;
}

export function statementInput(
  caseId: string,
  events: readonly CaseEvent[],
  commands: readonly RecordedCommand[],
): StatementInput {
  const changes = project(events);
  const { opened, steps, departments } = changes;
  const moved = steps.filter((s) => s.opened || s.status !== undefined || s.dueAt !== undefined);
  const dueTimes = moved.filter((s) => (s.status ?? 'open') === 'open').map((s) => s.dueAt ?? Infinity);
  return {
    caseId,
    before: (events[0]?.seq ?? 1) - 1,
    after: events.at(-1)?.seq ?? 0,
    row: JSON.stringify(caseRow(changes)),
    events: JSON.stringify(events.map(toEventRow)),
    commands: commandRows(commands, events),
    stepsOpened: JSON.stringify(steps.filter((s) => s.opened).map(stepRow)),
    stepsChanged: JSON.stringify(steps.filter((s) => !s.opened).map(stepRow)),
    stepsNamed: steps.map((s) => s.step),
    dueChanged: moved.map((s) => s.step),
    nearestDue: timestamp(Math.min(Infinity, ...dueTimes)),
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
    contentIds: contentRefs(events).map((ref) => ref.content),
    searchTokens: opened ? searchTokens(opened) : [],
    chainStart: chainStart(caseId),
  };
}

const caseRow = ({ opened, patch, updatedAt }: RowChanges) => ({
  ...(opened && openedColumns(opened)),
  ...patchColumns(patch),
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
  calendar_version: patch.calendarVersion,
  whole_due_at: optional(patch.wholeDueAt),
  paused_until: optional(patch.pausedUntil),
  closed_at: optional(patch.closedAt),
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
  started_at: optional(step.startedAt),
  due_at: step.dueAt === undefined ? undefined : timestamp(step.dueAt ?? Infinity),
  not_before: optional(step.notBefore),
  done_at: optional(step.doneAt),
  extension_asked: step.extensionAsked,
  holder_asked: step.holderAsked,
});

const commandRow = (command: RecordedCommand, events: readonly CaseEvent[]) => ({
  command_id: command.commandId,
  account_id: command.accountId,
  body_hash: command.bodyHash,
  first_seq: command.firstSeq,
  version: command.version,
  recorded_at: timestamp((events.find((e) => e.seq === command.version) ?? events.at(-1))?.recordedAt),
});

/** As the statements take them. `events` tell when; a command that made none counts as the last of them. */
export const commandRows = (commands: readonly RecordedCommand[], events: readonly CaseEvent[]): string =>
  JSON.stringify(commands.map((command) => commandRow(command, events)));

const mailRow = (mail: Mail) => ({
  seq: mail.seq,
  kind: mail.kind,
  step: mail.step,
  account_id: mail.accountId,
  role: mail.role,
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

const optional = (at: number | null | undefined): string | null | undefined =>
  at === null || at === undefined ? at : timestamp(at);
