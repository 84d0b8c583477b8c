import { COUNTY_TO_GRID, perLevel } from './levels.js';

/** Messages to accounts and roles. A message comes from an event of a case, or from one of a duty about a case. */
export const MAILBOX = `
  CREATE TABLE mailbox (
    case_id uuid NOT NULL,
    duty_id uuid,
    source_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(duty_id, case_id)) STORED,
    seq integer NOT NULL,
    kind text NOT NULL,
    step text COLLATE "C",
    account_id uuid,
    role text,
    -- Which departments it is for.
    department_ids uuid[],
    county_id uuid NOT NULL,
    township_id uuid NOT NULL,
    village_id uuid NOT NULL,
    grid_id uuid,
    due_at timestamptz,
    created_at timestamptz NOT NULL,
    read_at timestamptz,
    read_by uuid,
    -- Null until it was decided to whom it goes by other ways than the mailbox.
    noticed_at timestamptz,
    PRIMARY KEY (source_id, seq),
    CHECK ((account_id IS NULL) <> (role IS NULL))
  );
  CREATE INDEX mailbox_unnoticed ON mailbox (created_at) WHERE noticed_at IS NULL;
  CREATE INDEX mailbox_mine ON mailbox (account_id, created_at, source_id, seq) WHERE account_id IS NOT NULL;
  -- What is unread is counted without the messages of years.
  CREATE INDEX mailbox_unread_mine ON mailbox (account_id) WHERE read_at IS NULL AND account_id IS NOT NULL;
  ${perLevel(
    COUNTY_TO_GRID,
    (level) => `
  CREATE INDEX mailbox_role_${level} ON mailbox (role, ${level}_id, created_at, source_id, seq)
    WHERE role IS NOT NULL;
  CREATE INDEX mailbox_unread_${level} ON mailbox (role, ${level}_id) WHERE read_at IS NULL AND role IS NOT NULL;`,
  )}
`;
