import { ACTORS, figures, OTHER_ACTORS, pausedSpans } from './figure-statements.js';
import { namedStatement } from '../sql/named-statement.js';
import { APPEND_LINK, assignments, CONTENT, LOG, OPEN_LINK, PLACE, statement } from './log-statements.js';

/** The statements that record cases. What the parameters hold: {@link StatementInput}. */

/** Columns of `case_row` that events change after opening, and the type that JSON text becomes. */
const CASE_COLUMNS = {
  category: 'text',
  urgent: 'boolean',
  procedure_key: 'text',
  procedure_version: 'integer',
  outcome: 'text',
  round: 'integer',
  escalated: 'boolean',
  confidential: 'boolean',
  red_line: 'boolean',
  calendar_version: 'integer',
  whole_due_at: 'timestamptz',
  external_due_at: 'timestamptz',
  whole_until: 'text',
  paused_since: 'timestamptz',
  paused_until: 'timestamptz',
  closed_at: 'timestamptz',
};

const STEP_COLUMNS = {
  status: 'text',
  outcome: 'text',
  owner_role: 'text',
  assignee: 'uuid',
  held_for: 'uuid[]',
  nudged_at: 'timestamptz',
  due_at: 'timestamptz',
  not_before: 'timestamptz',
  done_at: 'timestamptz',
  extension_asked: 'boolean',
  holder_asked: 'boolean',
};

const OPEN_HEAD = `
head AS (
  INSERT INTO case_row (id, ${PLACE}, number, title, category, procedure_key, procedure_version, urgent, outcome,
    version, round, escalated, confidential, red_line, calendar_version, reporter_id, opened_at, due_at, whole_due_at, whole_until,
    whole_kept, external_due_at, paused_since, paused_until, paused_spans, closed_at, updated_at, search)
  SELECT :caseId::uuid, r.county_id, r.township_id, r.village_id, r.grid_id, r.number, r.title, r.category,
    r.procedure_key, r.procedure_version, r.urgent, r.outcome, :after::integer, r.round, r.escalated,
    coalesce(r.confidential, false), coalesce(r.red_line, false), r.calendar_version, r.reporter_id, r.opened_at, :nearestDue::timestamptz, r.whole_due_at, r.whole_until,
    coalesce(r.whole_until = ANY (:stepsDone::text[]), false), r.external_due_at, r.paused_since, r.paused_until,
    ${pausedSpans()}, r.closed_at, r.updated_at, array_to_tsvector(:searchTokens::text[])
  FROM jsonb_to_record(:row::jsonb) AS r(county_id uuid, township_id uuid, village_id uuid, grid_id uuid, number text,
    title text, category text, procedure_key text, procedure_version integer, urgent boolean, outcome text,
    round integer, escalated boolean, confidential boolean, red_line boolean, calendar_version integer, reporter_id uuid, opened_at timestamptz,
    whole_due_at timestamptz, whole_until text, external_due_at timestamptz, paused_since timestamptz,
    paused_until timestamptz,    closed_at timestamptz, updated_at timestamptz)
  ON CONFLICT (id) DO NOTHING
  RETURNING id, ${PLACE}, version, governs_at, restricted)`;

/** The step that keeps the promise, by these events or by the row. */
const WHOLE_UNTIL = `(CASE WHEN p.doc ? 'whole_until' THEN p.doc->>'whole_until' ELSE c.whole_until END)`;

/**
 * The audit row is joined and not asked for afterwards: who has waited for the row's lock sees no newer audit rows
 * than its own snapshot, and must find nothing then rather than half.
 */
const APPEND_HEAD = `
head AS (
  UPDATE case_row c SET
    ${assignments(CASE_COLUMNS, 'c', 'p.doc')},
    due_at = least(:nearestDue::timestamptz, (
      SELECT min(s.due_at) FROM step_row s
      WHERE s.case_id = :caseId::uuid AND s.status = 'open' AND s.step <> ALL (:dueChanged::text[]))),
    whole_kept = CASE
      WHEN ${WHOLE_UNTIL} = ANY (:stepsDone::text[]) THEN true
      WHEN :wholeReset::boolean OR ${WHOLE_UNTIL} = ANY (:stepsReopened::text[]) THEN false
      ELSE c.whole_kept END,
    paused_spans = c.paused_spans + ${pausedSpans('c')},
    updated_at = (p.doc->>'updated_at')::timestamptz,
    blocked_at = NULL,
    version = :after::integer
  FROM (SELECT :row::jsonb AS doc) p, audit a
  WHERE c.id = :caseId::uuid AND c.version = :before::integer
    AND a.case_id = :caseId::uuid AND a.seq = :before::integer
  RETURNING c.id, c.county_id, c.township_id, c.village_id, c.grid_id, c.version, c.governs_at, c.restricted, a.hash)`;

/** The case's governing date counts for open steps; done ones keep none, so that a rebuilt row is the same. */
const caseDue = (status: string): string =>
  `CASE ${status} WHEN 'open' THEN head.governs_at ELSE 'infinity'::timestamptz END`;

const STEPS = `
step_in AS (
  INSERT INTO step_row AS s (case_id, step, kind, round, visit, status, outcome, owner_role, assignee, held_for,
    nudged_at, started_at, entered_at, due_at, not_before, done_at, extension_asked, holder_asked, case_due_at, ${PLACE})
  SELECT head.id, n.*, ${caseDue('n.status')}, head.county_id, head.township_id, head.village_id, head.grid_id
  FROM head, jsonb_to_recordset(:stepsOpened::jsonb) AS n(step text, kind text, round integer, visit integer,
    status text, outcome text, owner_role text, assignee uuid, held_for uuid[], nudged_at timestamptz,
    started_at timestamptz, entered_at timestamptz, due_at timestamptz, not_before timestamptz, done_at timestamptz,
    extension_asked boolean, holder_asked boolean)
  ON CONFLICT (case_id, step) DO UPDATE SET
    kind = excluded.kind, round = excluded.round, visit = excluded.visit, status = excluded.status,
    outcome = excluded.outcome, owner_role = excluded.owner_role, assignee = excluded.assignee,
    held_for = excluded.held_for, nudged_at = excluded.nudged_at, started_at = excluded.started_at,
    entered_at = excluded.entered_at, due_at = excluded.due_at, not_before = excluded.not_before,
    done_at = excluded.done_at, extension_asked = excluded.extension_asked,
    holder_asked = excluded.holder_asked, case_due_at = excluded.case_due_at)`;

const STEP_CHANGES = `
step_changed AS (
  UPDATE step_row s SET
    ${assignments(STEP_COLUMNS, 's', 'n.doc')},
    case_due_at = ${caseDue(`coalesce(n.doc->>'status', s.status)`)}
  FROM head, jsonb_array_elements(:stepsChanged::jsonb) AS n(doc)
  WHERE s.case_id = head.id AND s.step = n.doc->>'step'),
step_other AS (
  UPDATE step_row s SET
    owner_role = CASE WHEN :escalatesOthers::boolean THEN 'townshipOffice' ELSE s.owner_role END,
    assignee = CASE WHEN :escalatesOthers::boolean THEN NULL ELSE s.assignee END,
    held_for = CASE WHEN :escalatesOthers::boolean THEN NULL ELSE s.held_for END,
    holder_asked = s.holder_asked AND NOT :escalatesOthers::boolean,
    case_due_at = head.governs_at
  FROM head
  WHERE s.case_id = head.id AND s.status = 'open' AND s.step <> ALL (:stepsNamed::text[])
    AND (:escalatesOthers::boolean OR s.case_due_at <> head.governs_at))`;

const DEPARTMENTS = `
department_in AS (
  INSERT INTO case_department AS d (case_id, department_id, position)
  SELECT head.id, n.department_id, n.position
  FROM head, jsonb_to_recordset(:departments::jsonb) AS n(department_id uuid, position text)
  ON CONFLICT (case_id, department_id) DO UPDATE SET
    position = CASE WHEN :opinionsCleared::boolean THEN excluded.position
      ELSE coalesce(excluded.position, d.position) END)`;

const DEPARTMENT_CHANGES = `
department_gone AS (
  DELETE FROM case_department d USING head
  WHERE :departmentsReplaced::boolean AND d.case_id = head.id
    AND d.department_id <> ALL (:departmentIds::uuid[])),
opinion_gone AS (
  UPDATE case_department d SET position = NULL FROM head
  WHERE :opinionsCleared::boolean AND NOT :departmentsReplaced::boolean AND d.case_id = head.id
    AND d.department_id <> ALL (:departmentIds::uuid[]))`;

const MAIL = `
mail_in AS (
  INSERT INTO mailbox (case_id, seq, kind, step, account_id, role, department_ids, ${PLACE}, due_at, created_at)
  SELECT head.id, m.seq, m.kind, m.step, m.account_id, m.role, m.department_ids, head.county_id, head.township_id, head.village_id,
    head.grid_id, m.due_at, m.created_at
  FROM head, jsonb_to_recordset(:mails::jsonb) AS m(seq integer, kind text, step text, account_id uuid, role text,
    department_ids uuid[], due_at timestamptz, created_at timestamptz)
  ON CONFLICT (source_id, seq) DO NOTHING)`;

export const OPEN = namedStatement(
  'record-open',
  statement(OPEN_HEAD, OPEN_LINK, LOG, STEPS, DEPARTMENTS, MAIL, CONTENT, ACTORS, figures()),
);
export const APPEND = namedStatement(
  'record-append',
  statement(
    APPEND_HEAD,
    APPEND_LINK,
    LOG,
    STEPS,
    STEP_CHANGES,
    DEPARTMENTS,
    DEPARTMENT_CHANGES,
    MAIL,
    CONTENT,
    ACTORS,
    OTHER_ACTORS,
    figures(),
  ),
);
/**
 * Read model alone, from all events of a case whose rows were taken away before. The daily figures are not the case's:
 * they were counted when the events were recorded, and are never counted twice.
 */
export const REBUILD = namedStatement(
  'record-rebuild',
  statement(OPEN_HEAD, STEPS, DEPARTMENTS, MAIL, CONTENT, ACTORS),
);

/**
 * The daily figures alone, from events of a case since its first; `row` tells its place, for the case's row may be
 * missing. They are counted (`sign` 1) or taken away again (-1) where they stand as of a restricted case or another.
 */
export const RECOUNT = namedStatement(
  'recount-figures',
  `WITH head AS (
    SELECT :caseId::uuid AS id, r.county_id, r.township_id, r.village_id, :restricted::boolean AS restricted
    FROM jsonb_to_record(:row::jsonb) AS r(county_id uuid, township_id uuid, village_id uuid)),${figures(':sign::integer')}
  SELECT FROM head`,
);
