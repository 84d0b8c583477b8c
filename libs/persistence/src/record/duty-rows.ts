import type { Addressee, DutyState } from '#domain';
import { placeColumns } from './case-rows.js';
import type { DutyRow } from '../read/read-model.entities.js';

/** The row of a supervision order as it stands. Pure. */
export function dutyRow(state: DutyState): DutyRow {
  const { dutyId: id, kind, caseId, step, place, level, issuer, to, term, status, returns } = state;
  const { seq: version, issuedAt, startedAt, dueAt, answer, endedAt, updatedAt } = state;
  return {
    id,
    kind,
    caseId,
    step: step ?? null,
    ...placeColumns(place),
    level,
    issuer,
    ...addressed(to),
    term,
    status,
    returns,
    version,
    issuedAt,
    startedAt,
    dueAt,
    answeredAt: answer?.at ?? null,
    answeredBy: answer?.by ?? null,
    endedAt: endedAt ?? null,
    updatedAt,
  };
}

export const addressed = (to: Addressee) => ({
  accountId: 'accountId' in to ? to.accountId : null,
  role: 'role' in to ? to.role : null,
});
