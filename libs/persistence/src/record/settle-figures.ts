import { evolve, isRestricted, type CaseEvent, type CaseState } from '#domain';
import type { Queryable } from '../pool.js';
import { EVENT_COLUMNS, fromEventRow, type EventRow } from './event-row.js';
import { statementInput } from './statement-input.js';
import { RECOUNT } from './statements.js';

/** Events that may make a case restricted, or end that. */
export const mayRestrict = (events: readonly CaseEvent[]): boolean =>
  events.some(
    (event) =>
      event.type === 'confidentialityChanged' || (event.type === 'stepActed' && event.kind === 'triage'),
  );

/**
 * A case that has become restricted is taken out of the figures for all, whatever was counted before, and one that is so
 * no longer comes back: else what is missing would tell of it. Within the transaction that recorded the events.
 *
 * @param recorded the events that were just recorded
 */
export async function settleFigures(
  db: Queryable,
  caseId: string,
  recorded: readonly CaseEvent[],
): Promise<void> {
  const events = await eventsOf(db, caseId);
  const before = events.filter(({ seq }) => seq < (recorded[0]?.seq ?? 0));
  const [was, is] = [restrictedBy(before), restrictedBy(events)];
  if (before.length === 0 || was === is) return;
  await countFigures(db, caseId, before, { restricted: was, sign: -1 });
  await countFigures(db, caseId, before, { restricted: is, sign: 1 });
}

/** Counts a case's events, the first one included. */
export async function countFigures(
  db: Queryable,
  caseId: string,
  events: readonly CaseEvent[],
  { restricted, sign }: { restricted: boolean; sign: 1 | -1 },
): Promise<void> {
  await db.query(RECOUNT({ ...statementInput(caseId, events, []), restricted, sign }));
}

export const restrictedBy = (events: readonly CaseEvent[]): boolean => {
  const state = events.reduce<CaseState | undefined>((before, event) => evolve(before, event), undefined);
  return state !== undefined && isRestricted(state);
};

export async function eventsOf(db: Queryable, caseId: string): Promise<CaseEvent[]> {
  const { rows } = await db.query<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event WHERE case_id = $1 ORDER BY seq`,
    [caseId],
  );
  return rows.map(fromEventRow<CaseEvent>);
}
