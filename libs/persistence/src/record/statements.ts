import { namedStatement } from '../sql/named-statement.js';
import type { Log, Statements } from './log.js';
import { AUDIT, COMMAND, EVENT } from './log.entities.js';
import { MAILBOX } from '../read/read-model.entities.js';

/**
 * The recorder's statements of cases and supervision orders. Each begins with `head`: it takes the row in exactly the
 * version that the events follow, together with the audit link that they are chained to. When that row isn't there
 * nothing else happens, and the recorder finds out why. A row of events, commands or links that is already there makes
 * the whole statement fail. `:id`, `:before`, `:link`, `:contentIds`, and a JSON parameter a table, named like it.
 */
export function statementsOf(
  { name, table, parts }: Pick<Log<never, never>, 'name' | 'table' | 'parts'>,
  own: { onlyIf?: string; opening?: string[]; appending?: string[]; rebuilding?: string[] } = {},
): Statements {
  const open = `INSERT INTO ${table.name} (${table.list()}) SELECT ${table.list('r')} FROM ${table.from(table.name)}${
    own.onlyIf
      ? `
  WHERE ${own.onlyIf}`
      : ''
  }
  ON CONFLICT (id) DO NOTHING RETURNING id, version`;
  // The audit row is joined and not asked for afterwards: who has waited for the row's lock sees no newer audit rows
  // than its own snapshot, and must find nothing then rather than half.
  const append = `UPDATE ${table.name} t SET ${table.assignments('r')}
  FROM ${table.from(table.name)}, audit a
  WHERE t.id = :id::uuid AND t.version = :before::integer
    AND a.case_id = :id::uuid AND a.seq = :before::integer AND a.hash = :link::bytea
  RETURNING t.id, t.version`;
  const log = [EVENT, AUDIT, COMMAND].map((one) => one.insert(one.name, 'head, '));
  const rows = parts.map((part) => part.table.upsert(part.table.name, 'head, '));
  const statement = (what: string, head: string, ...writes: string[]) =>
    namedStatement(
      `record-${name}-${what}`,
      `WITH head AS (${head})${alongside(writes)}\nSELECT version FROM head`,
    );
  return {
    open: statement('open', open, ...log, ...rows, MAIL, CONTENT, ...(own.opening ?? [])),
    append: statement('append', append, ...log, ...rows, MAIL, CONTENT, ...(own.appending ?? [])),
    rebuild: statement('rebuild', open, ...rows, MAIL, CONTENT, ...(own.rebuilding ?? [])),
  };
}

/** Further writes of the statement that begins with `head`. */
export const alongside = (writes: readonly string[]): string =>
  writes.map((sql, index) => `,\nwrite_${index} AS (${sql})`).join('');

/** What was read of a mail, and that it went out, stays when rows are made anew. */
const MAIL = `${MAILBOX.insert(MAILBOX.name, 'head, ')} ON CONFLICT (source_id, seq) DO NOTHING`;

const CONTENT = `UPDATE content c SET referenced = true FROM head
  WHERE c.id = ANY (:contentIds::uuid[]) AND NOT c.referenced`;

/** Commands alone: their events stand already, or they made none. */
export const INSERT_COMMANDS = namedStatement('record-commands', COMMAND.insert(COMMAND.name));
