import { COUNTY_TO_GRID, perLevel } from './levels.js';

/**
 * Cases as projected from their events, by which they can be rebuilt. Every list has a keyset index a level, partial so
 * that none grows with closed cases except the list of closed ones. Due times are 'infinity' where nothing is due,
 * because a keyset can't run over nulls.
 */
export const CASES = `
  CREATE TABLE case_row (
    id uuid PRIMARY KEY,
    county_id uuid NOT NULL,
    township_id uuid NOT NULL,
    village_id uuid NOT NULL,
    grid_id uuid,
    number text NOT NULL,
    title text,
    category text,
    procedure_key text NOT NULL,
    procedure_version integer NOT NULL,
    -- Its terms are counted by this one.
    calendar_version integer NOT NULL,
    urgent boolean NOT NULL,
    status text NOT NULL GENERATED ALWAYS AS (CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END) STORED,
    outcome text,
    version integer NOT NULL,
    round integer NOT NULL,
    escalated boolean NOT NULL,
    confidential boolean NOT NULL DEFAULT false,
    red_line boolean NOT NULL DEFAULT false,
    -- Only those who must act see it.
    restricted boolean NOT NULL GENERATED ALWAYS AS (confidential OR red_line) STORED,
    reporter_id uuid,
    -- Its numbers in other systems: [{system, number}], each number a reference to its sealed text.
    external_refs jsonb,
    opened_at timestamptz NOT NULL,
    -- Of its open steps.
    due_at timestamptz NOT NULL,
    overall_due_at timestamptz,
    -- The earliest date that the case as a whole has to keep: the overall deadline until it is kept, an outside number.
    case_due_at timestamptz NOT NULL DEFAULT 'infinity',
    -- The earliest of all dates governs.
    effective_due_at timestamptz NOT NULL GENERATED ALWAYS AS (least(case_due_at, due_at)) STORED,
    paused_since timestamptz,
    -- Known from the moment of the pause.
    paused_until timestamptz,
    closed_at timestamptz,
    updated_at timestamptz NOT NULL,
    search tsvector NOT NULL,
    CHECK ((closed_at IS NULL) = (outcome IS NULL))
  );
  -- Open rows are few among the closed ones, so ANALYZE's usual sample now and then misses them all; PostgreSQL then
  -- expects one open row at most, takes every index of open rows to be equally good and joins by reading all of them. A
  -- sample ten times as large knows them; where it still misses them they are too few for the plan to matter.
  ALTER TABLE case_row ALTER COLUMN closed_at SET STATISTICS 1000;
  CREATE INDEX case_row_search ON case_row USING gin (search);
  -- To join a case to its open step: the primary key grows with closed cases.
  CREATE UNIQUE INDEX case_row_open ON case_row (id) WHERE closed_at IS NULL;
  CREATE INDEX case_calendar ON case_row (county_id, calendar_version, id) WHERE closed_at IS NULL;
  ${perLevel(
    COUNTY_TO_GRID,
    (level) => `
  CREATE INDEX case_due_${level} ON case_row (${level}_id, effective_due_at, id) WHERE closed_at IS NULL;
  CREATE INDEX case_open_${level} ON case_row (${level}_id, opened_at, id) WHERE closed_at IS NULL;
  CREATE INDEX case_closed_${level} ON case_row (${level}_id, opened_at, id) WHERE closed_at IS NOT NULL;`,
  )}

  -- Which departments a case touches and what each has said, so that an inbox shows a department only its own.
  CREATE TABLE case_department (
    case_id uuid NOT NULL,
    department_id uuid NOT NULL,
    position text,
    PRIMARY KEY (case_id, department_id)
  );
  CREATE INDEX case_department_asked ON case_department (department_id, case_id)
    WHERE position IS NULL OR position = 'disagree';

  -- Whose case it is: who raised it, and its parties. By these a case is found by somebody's name.
  CREATE TABLE case_person (
    case_id uuid NOT NULL,
    person_id uuid NOT NULL,
    party boolean NOT NULL,
    PRIMARY KEY (case_id, person_id)
  );
  CREATE INDEX case_person_cases ON case_person (person_id, case_id);

  -- That a case was entered in the register of another office (已报送): by whom and when. Follows from no event of the
  -- case; a row is taken back, never deleted.
  CREATE TABLE case_report (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL,
    layout text NOT NULL,
    reported_at timestamptz NOT NULL,
    reported_by uuid NOT NULL,
    withdrawn_at timestamptz,
    withdrawn_by uuid,
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
  );
  CREATE UNIQUE INDEX case_reported ON case_report (case_id, layout) WHERE withdrawn_at IS NULL;
  CREATE INDEX case_report_history ON case_report (case_id, reported_at);

  -- Who had to do with a case.
  CREATE TABLE case_actor (
    case_id uuid NOT NULL,
    account_id uuid NOT NULL,
    open boolean NOT NULL,
    PRIMARY KEY (case_id, account_id)
  );
  CREATE INDEX case_actor_open ON case_actor (account_id, case_id) WHERE open;
`;
