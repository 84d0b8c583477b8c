import { namedStatement } from '../sql/named-statement.js';

/**
 * What the recorder's statements of cases and duties share. Each is a single one, so that one round trip is one
 * transaction, and each begins with `head`: it takes the row in exactly the version that the events follow, together
 * with the audit link they are chained to. When that row isn't there nothing else happens, and the recorder finds out
 * why. `case_id` of events, commands and audit links is the id of the case or of the duty.
 */
export const PLACE = 'county_id, township_id, village_id, grid_id';

/** Only the columns that stand in the JSON document are changed; a null there empties the column. */
export const assignments = (columns: Record<string, string>, row: string, doc: string): string =>
  Object.entries(columns)
    .map(
      ([c, type]) => `${c} = CASE WHEN ${doc} ? '${c}' THEN (${doc}->>'${c}')::${type} ELSE ${row}.${c} END`,
    )
    .join(',\n    ');

export const OPEN_LINK = `link AS (SELECT :chainStart::bytea AS hash FROM head)`;

export const APPEND_LINK = `link AS (SELECT hash FROM head)`;

const INSERT_COMMAND = `
  INSERT INTO command (case_id, command_id, account_id, body_hash, first_seq, version, recorded_at)
  SELECT :id::uuid, c.command_id, c.account_id, c.body_hash, c.first_seq, c.version, c.recorded_at
  FROM jsonb_to_recordset(:commands::jsonb) AS c(command_id text, account_id uuid, body_hash text,
    first_seq integer, version integer, recorded_at timestamptz)`;

/** Events, their audit links and their commands. A row that is already there makes the whole statement fail. */
export const LOG = `
new_event AS (
  SELECT * FROM jsonb_to_recordset(:events::jsonb) AS e(seq integer, type text, command_id text, actor uuid,
    occurred_at timestamptz, recorded_at timestamptz, data jsonb, digest bytea)),
chain AS (
  SELECT :before::integer AS seq, NULL::bytea AS previous, hash FROM link
  UNION ALL
  SELECT e.seq, c.hash, sha256(c.hash || e.digest) FROM chain c JOIN new_event e ON e.seq = c.seq + 1),
event_in AS (
  INSERT INTO event (case_id, seq, type, command_id, actor, occurred_at, recorded_at, data, digest)
  SELECT head.id, e.seq, e.type, e.command_id, e.actor, e.occurred_at, e.recorded_at, e.data, e.digest
  FROM head, new_event e),
audit_in AS (
  INSERT INTO audit (case_id, seq, previous, hash)
  SELECT :id::uuid, seq, previous, hash FROM chain WHERE previous IS NOT NULL),
command_in AS (${INSERT_COMMAND}, head)`;

export const CONTENT = `
content_kept AS (
  UPDATE content c SET referenced = true FROM head
  WHERE c.id = ANY (:contentIds::uuid[]) AND NOT c.referenced)`;

export const statement = (...parts: string[]): string =>
  `WITH RECURSIVE ${parts.join(',')}\nSELECT version FROM head`;

/** Commands alone: their events stand already, or they made none. */
export const INSERT_COMMANDS = namedStatement('record-commands', INSERT_COMMAND);
