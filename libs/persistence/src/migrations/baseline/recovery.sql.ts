/** What an operator must look at. */
export const RECOVERY = `
  -- Runs of cases and duties that wait for an operator; a row of the case or duty need not exist, for being parked is no
  -- part of a state that events make.
  CREATE TABLE parked_run (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('case', 'duty')),
    case_id uuid NOT NULL,
    since timestamptz NOT NULL,
    tried_at timestamptz NOT NULL,
    attempts integer NOT NULL,
    reason text NOT NULL,
    detail text
  );
  CREATE INDEX parked_run_case ON parked_run (case_id);

  -- Commands that were accepted and then given up by an operator, because they can't be recorded.
  CREATE TABLE discarded_command (
    case_id uuid NOT NULL,
    command_id text NOT NULL,
    reason text NOT NULL,
    discarded_at timestamptz NOT NULL,
    PRIMARY KEY (case_id, command_id)
  );

  -- What a batch could not do for a single case or duty, while it went on with the others.
  CREATE TABLE failed_item (
    task text NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('case', 'duty')),
    reason text NOT NULL,
    since timestamptz NOT NULL,
    tried_at timestamptz NOT NULL,
    attempts integer NOT NULL,
    PRIMARY KEY (task, id)
  );
`;
