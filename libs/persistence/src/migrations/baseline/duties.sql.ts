import { COUNTY_TO_GRID, perLevel } from './levels.js';

/**
 * Duties, projected from their events. Their events, commands and audit links stand in the tables of cases, whose
 * `case_id` is the id of either. No list of what runs grows with what has ended.
 */
export const DUTIES = `
  CREATE TABLE duty_row (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    case_id uuid NOT NULL,
    step text COLLATE "C",
    county_id uuid NOT NULL,
    township_id uuid NOT NULL,
    village_id uuid NOT NULL,
    grid_id uuid,
    level text NOT NULL,
    issuer uuid NOT NULL,
    account_id uuid,
    role text,
    term text NOT NULL,
    status text NOT NULL CHECK (status IN ('open', 'answered', 'closed', 'cancelled')),
    returns integer NOT NULL,
    version integer NOT NULL,
    issued_at timestamptz NOT NULL,
    started_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    answered_at timestamptz,
    answered_by uuid,
    ended_at timestamptz,
    updated_at timestamptz NOT NULL,
    CHECK ((account_id IS NULL) <> (role IS NULL)),
    CHECK ((ended_at IS NULL) = (status IN ('open', 'answered')))
  );
  -- What runs is too rare among what has ended for a small sample to know it, as of open cases.
  ALTER TABLE duty_row ALTER COLUMN status SET STATISTICS 1000, ALTER COLUMN ended_at SET STATISTICS 1000;
  CREATE INDEX duty_by_case ON duty_row (case_id, step);
  CREATE INDEX duty_running ON duty_row (case_id) WHERE ended_at IS NULL;
  CREATE INDEX duty_open ON duty_row (id) WHERE status = 'open';
  CREATE INDEX duty_mine ON duty_row (account_id, due_at, id) WHERE status = 'open' AND account_id IS NOT NULL;
  ${perLevel(
    COUNTY_TO_GRID,
    (level) => `
  CREATE INDEX duty_role_${level} ON duty_row (role, ${level}_id, due_at, id)
    WHERE status = 'open' AND role IS NOT NULL;
  CREATE INDEX duty_open_${level} ON duty_row (${level}_id, due_at, id) WHERE status = 'open';
  CREATE INDEX duty_answered_${level} ON duty_row (${level}_id, answered_at, id) WHERE status = 'answered';
  CREATE INDEX duty_ended_${level} ON duty_row (${level}_id, ended_at, id) WHERE ended_at IS NOT NULL;`,
  )}
`;
