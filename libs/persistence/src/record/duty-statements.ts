import { namedStatement } from '../sql/named-statement.js';
import { APPEND_LINK, assignments, CONTENT, LOG, OPEN_LINK, PLACE, statement } from './log-statements.js';

/** The statements that record duties; `row` is a JSON document of columns. */

/** Columns that events change after the first. */
const COLUMNS = {
  account_id: 'uuid',
  role: 'text',
  status: 'text',
  term: 'text',
  returns: 'integer',
  started_at: 'timestamptz',
  due_at: 'timestamptz',
  answered_at: 'timestamptz',
  answered_by: 'uuid',
  ended_at: 'timestamptz',
};

const SHOWN = `id, case_id, step, ${PLACE}, version`;

const OPEN_HEAD = `
head AS (
  INSERT INTO duty_row SELECT r.* FROM jsonb_populate_record(NULL::duty_row, :row::jsonb) r
  ON CONFLICT (id) DO NOTHING RETURNING ${SHOWN})`;

/** The audit row is joined and not asked for afterwards, as for cases. */
const APPEND_HEAD = `
head AS (
  UPDATE duty_row d SET
    ${assignments(COLUMNS, 'd', 'p.doc')},
    updated_at = (p.doc->>'updated_at')::timestamptz,
    version = :after::integer
  FROM (SELECT :row::jsonb AS doc) p, audit a
  WHERE d.id = :id::uuid AND d.version = :before::integer AND a.case_id = :id::uuid AND a.seq = :before::integer
  RETURNING ${SHOWN.replaceAll(/\w+/g, 'd.$&')}, a.hash)`;

const MAIL = `
mail_in AS (
  INSERT INTO mailbox (case_id, duty_id, seq, kind, step, account_id, role, ${PLACE}, due_at, created_at)
  SELECT head.case_id, head.id, m.seq, m.kind, head.step, m.account_id, m.role, head.county_id, head.township_id,
    head.village_id, head.grid_id, m.due_at, m.created_at
  FROM head, jsonb_to_recordset(:mails::jsonb) AS m(seq integer, kind text, account_id uuid, role text,
    due_at timestamptz, created_at timestamptz)
  ON CONFLICT (source_id, seq) DO NOTHING)`;

export const DUTY_OPEN = namedStatement(
  'record-duty-open',
  statement(OPEN_HEAD, OPEN_LINK, LOG, MAIL, CONTENT),
);
export const DUTY_APPEND = namedStatement(
  'record-duty-append',
  statement(APPEND_HEAD, APPEND_LINK, LOG, MAIL, CONTENT),
);
export const DUTY_REBUILD = namedStatement('record-duty-rebuild', statement(OPEN_HEAD, MAIL, CONTENT));
