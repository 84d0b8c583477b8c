import {
  type CaseState,
  caseDueAt,
  openPause,
  pauseEnd,
  pendingExtension,
  type Place,
  type StepState,
} from '#domain';
import type { CasePersonRow, CaseRow, DepartmentRow, StepRow } from '../read/read-model.entities.js';
import { searchVector } from '../read/search-tokens.js';

/** What lists read of a case: its own row, those of its steps and of the departments and people that it touches. */
export interface CaseRows {
  case: CaseRow;
  steps: StepRow[];
  departments: DepartmentRow[];
  persons: CasePersonRow[];
}

/**
 * The rows of a case as it stands. Pure; what isn't in the state is in no row.
 *
 * @param title what the state's reference to it says, where that can be read
 */
export const rowsOf = (state: CaseState, title?: string): CaseRows => ({
  case: caseRow(state, title),
  steps: Object.values(state.steps).map((step) => stepRow(state, step)),
  departments: departmentRows(state),
  persons: personsOf(state).map((personId) => ({
    caseId: state.caseId,
    personId,
    party: state.facts.parties.includes(personId),
  })),
});

function caseRow(state: CaseState, title: string | undefined): CaseRow {
  const { caseId: id, number, place, closed, seq: version } = state;
  const { key: procedureKey, version: procedureVersion } = state.procedure ?? state.intake;
  const {
    category,
    urgent,
    round,
    escalated,
    confidential = false,
    facts,
    calendar,
    reporterId,
    externalRefs,
    openedAt,
    overallDueAt,
    updatedAt,
  } = state;
  const pause = openPause(state);
  const open = Object.values(state.steps).filter(({ status }) => status === 'open');
  return {
    id,
    ...placeColumns(place),
    number,
    title: title ?? null,
    category: category ?? null,
    procedureKey,
    procedureVersion,
    urgent,
    outcome: closed?.outcome ?? null,
    version,
    round,
    escalated,
    confidential,
    redLine: facts.redLine ?? false,
    calendarVersion: calendar.version,
    reporterId: reporterId ?? null,
    externalRefs:
      externalRefs.length > 0 ? externalRefs.map(({ system, number }) => ({ system, number })) : null,
    openedAt,
    dueAt: Math.min(Infinity, ...open.map(({ dueAt = Infinity }) => dueAt)),
    caseDueAt: caseDueAt(state) ?? Infinity,
    overallDueAt: overallDueAt ?? null,
    pausedSince: pause?.from ?? null,
    pausedUntil: pause ? pauseEnd(pause) : null,
    closedAt: closed?.at ?? null,
    updatedAt,
    search: searchVector({ number, place, ...(title && { title }) }),
  };
}

function stepRow(state: CaseState, step: StepState): StepRow {
  const {
    key,
    kind,
    round,
    visit,
    status,
    outcome,
    owner,
    assignee,
    assignedDepartments,
    startedAt,
    enteredAt,
  } = step;
  const { nudgedAt, dueAt, notBefore, doneAt, assignmentEscalatedTo } = step;
  return {
    caseId: state.caseId,
    ...placeColumns(state.place),
    step: key,
    kind,
    round,
    visit,
    status,
    outcome: outcome ?? null,
    ownerRole: owner,
    assignee: assignee ?? null,
    assignedDepartments: assignedDepartments ?? null,
    nudgedAt: nudgedAt ?? null,
    startedAt,
    enteredAt: enteredAt ?? null,
    dueAt: dueAt ?? Infinity,
    // The case's date counts for open steps only.
    caseDueAt: (status === 'open' ? caseDueAt(state) : undefined) ?? Infinity,
    notBefore: notBefore ?? null,
    doneAt: doneAt ?? null,
    extensionAsked: pendingExtension(state, step) !== undefined,
    assignmentEscalated: assignmentEscalatedTo !== undefined,
  };
}

/** Whose case it is. */
export const personsOf = ({ reporterId, facts }: CaseState): string[] => [
  ...new Set([...(reporterId ? [reporterId] : []), ...facts.parties]),
];

const departmentRows = ({ caseId, facts: { departments, opinions } }: CaseState): DepartmentRow[] =>
  [...new Set(departments)].map((departmentId) => {
    const opinion = opinions[departmentId];
    const position = opinion?.overruled ? 'overruled' : opinion?.position;
    return { caseId, departmentId, position: position ?? null };
  });

export const placeColumns = ({ countyId, townshipId, villageId, gridId }: Place) => ({
  countyId,
  townshipId,
  villageId,
  gridId: gridId ?? null,
});
