import { COUNTY_AND_TOWNSHIP, COUNTY_TO_GRID, COUNTY_TO_VILLAGE, perLevel } from './levels.js';

/** Every step of a case as it was opened last, projected from the events. */
export const STEPS = `
  CREATE TABLE step_row (
    case_id uuid NOT NULL,
    step text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    round integer NOT NULL,
    visit integer NOT NULL,
    status text NOT NULL,
    outcome text,
    owner_role text NOT NULL,
    assignee uuid,
    -- Each department owes its own opinion: those for which the assignee holds the step.
    assigned_departments uuid[],
    nudged_at timestamptz,
    -- What a level above the owner is asked, more time or who is to do it: the step stands in that level's inbox.
    extension_asked boolean NOT NULL DEFAULT false,
    assignment_escalated boolean NOT NULL DEFAULT false,
    started_at timestamptz NOT NULL,
    -- When the late entry (补录) that opened it was made; null where no late entry did.
    entered_at timestamptz,
    -- It waits only since it was entered: nobody could see it before.
    waits_since timestamptz NOT NULL GENERATED ALWAYS AS (greatest(started_at, entered_at)) STORED,
    due_at timestamptz NOT NULL,
    -- The case's governing date while the step is open.
    case_due_at timestamptz NOT NULL DEFAULT 'infinity',
    -- The earliest of several dates governs, whosesoever date that is.
    effective_due_at timestamptz NOT NULL GENERATED ALWAYS AS (least(due_at, case_due_at)) STORED,
    not_before timestamptz,
    done_at timestamptz,
    county_id uuid NOT NULL,
    township_id uuid NOT NULL,
    village_id uuid NOT NULL,
    grid_id uuid,
    PRIMARY KEY (case_id, step)
  );
  -- As of open cases.
  ALTER TABLE step_row ALTER COLUMN status SET STATISTICS 1000;
  CREATE INDEX step_open ON step_row (case_id, step) WHERE status = 'open';
  CREATE INDEX step_mine ON step_row (assignee, effective_due_at, case_id, step) WHERE status = 'open';
  ${perLevel(
    COUNTY_TO_GRID,
    (level) => `
  CREATE INDEX step_role_${level} ON step_row (owner_role, ${level}_id, effective_due_at, case_id, step)
    WHERE status = 'open';
  -- What departments owe, held or not.
  CREATE INDEX step_department_${level} ON step_row (${level}_id, effective_due_at, case_id, step)
    WHERE status = 'open' AND owner_role = 'department';`,
  )}
  -- For supervision: what is due and what has waited long.
  ${perLevel(
    COUNTY_TO_VILLAGE,
    (level) => `
  CREATE INDEX step_due_${level} ON step_row (${level}_id, effective_due_at, case_id, step) WHERE status = 'open';
  CREATE INDEX step_since_${level} ON step_row (${level}_id, waits_since, case_id, step) WHERE status = 'open';`,
  )}
  ${perLevel(
    COUNTY_AND_TOWNSHIP,
    (level) => `
  CREATE INDEX step_asked_${level} ON step_row (${level}_id, effective_due_at, case_id, step)
    WHERE status = 'open' AND (extension_asked OR assignment_escalated);`,
  )}
`;
