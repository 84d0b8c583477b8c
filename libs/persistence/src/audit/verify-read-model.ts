import type { Queryable } from '../pool.js';
import { titleOf, type Writing } from '../record/append.js';
import { DivergedError } from '../record/diverged.js';
import { fromEventRow, type EventRow } from '../record/event-row.js';
import { follow, origin } from '../record/follow.js';
import type { Log, LoggedEvent } from '../record/log.js';
import { CASE_ACTOR, MAILBOX } from '../read/read-model.entities.js';
import { isUnfit } from '../record/unrecordable.js';
import { parameterOf, type Table } from '../sql/table.js';
import type { Difference } from './difference.js';

type Row = Record<string, unknown>;

/** Folds the events and compares the rows that follow with those that stand there, column by column. */
export async function checkReadModel<E extends LoggedEvent, S extends object>(
  log: Log<E, S>,
  { db, ring }: Writing,
  id: string,
  events: readonly EventRow[],
): Promise<Difference[]> {
  try {
    const recorded = events.map((row) => ({ event: fromEventRow<E>(row), digest: row.digest }));
    const title = await titleOf(log, { db, ring }, recorded[0]?.event);
    const { head, mails, actors } = follow(log, id, origin<S>(id), recorded, title);
    const acting = head.state ? log.actors(head.state, actors) : [];
    const differences: Difference[] = [];
    for (const { table, id: column } of [{ table: log.table, id: 'id' }, ...log.parts])
      differences.push(...(await compare(db, table, column, id, parameterOf(head.rows.get(table) ?? []))));
    differences.push(...(await compare(db, MAILBOX, 'source_id', id, MAILBOX.json(mails))));
    return [...differences, ...(await compare(db, CASE_ACTOR, 'case_id', id, CASE_ACTOR.json(acting)))];
  } catch (error) {
    if (error instanceof DivergedError || isUnfit(error)) return [{ where: 'readModel', what: 'altered' }];
    throw error;
  }
}

/** What a row is called in a report. */
const NAMES: Record<string, string> = {
  case_row: `'case'`,
  duty_row: `'duty'`,
  step_row: `'step ' || r.step`,
  case_department: `'department ' || r.department_id`,
  case_person: `'person ' || r.person_id`,
  mailbox: `'mail ' || r.seq`,
  case_actor: `'actor ' || r.account_id`,
};

/** PostgreSQL itself says how it would hold the expected values; nothing is written. */
async function compare(
  db: Queryable,
  table: Table,
  column: string,
  id: string,
  expected: string,
): Promise<Difference[]> {
  const row = `${NAMES[table.name]} AS name, to_jsonb(r) AS row`;
  const found = await db.query<{ name: string; row: Row }>(
    `SELECT ${row} FROM ${table.name} r WHERE r.${column} = $1 ORDER BY name`,
    [id],
  );
  const wanted = await db.query<{ name: string; row: Row }>(
    `SELECT ${row} FROM jsonb_populate_recordset(NULL::${table.name}, $1::jsonb) AS r`,
    [expected],
  );
  const rows = new Map(found.rows.map((one) => [one.name, one.row]));
  const missing = wanted.rows.flatMap(({ name, row: is }) => {
    const was = rows.get(name);
    rows.delete(name);
    return was
      ? altered(table, name, was, is)
      : [{ where: 'readModel' as const, name, what: 'missing' as const }];
  });
  const surplus = [...rows.keys()].map((name) => ({
    where: 'readModel' as const,
    name,
    what: 'surplus' as const,
  }));
  return [...missing, ...surplus];
}

const altered = (table: Table, name: string, found: Row, expected: Row): Difference[] =>
  table.columns
    .filter((column) => JSON.stringify(found[column.name]) !== JSON.stringify(expected[column.name]))
    .map((column) => ({ where: 'readModel', name: `${name}.${column.name}`, what: 'altered' }));
