import { immutable } from './immutable.sql.js';

/**
 * What is never changed: events, the commands that made them, and the audit chain over them, of cases and of duties.
 * And the numbers that were given out, which are never given twice.
 */
export const CASE_LOG = `
  CREATE TABLE event (
    case_id uuid NOT NULL,
    seq integer NOT NULL CHECK (seq > 0),
    type text NOT NULL,
    command_id text NOT NULL,
    actor uuid,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    data jsonb NOT NULL,
    digest bytea NOT NULL,
    PRIMARY KEY (case_id, seq)
  );
  COMMENT ON COLUMN event.case_id IS 'id of the case or of the duty';
  ${immutable('event')}

  CREATE TABLE command (
    case_id uuid NOT NULL,
    command_id text NOT NULL,
    account_id uuid NOT NULL,
    body_hash text NOT NULL,
    first_seq integer NOT NULL,
    version integer NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (case_id, command_id)
  );
  COMMENT ON COLUMN command.case_id IS 'id of the case or of the duty';
  ${immutable('command')}

  CREATE TABLE audit (
    case_id uuid NOT NULL,
    seq integer NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (case_id, seq)
  );
  COMMENT ON COLUMN audit.case_id IS 'id of the case or of the duty';
  ${immutable('audit')}

  CREATE TABLE case_number_sequence (
    township_id uuid NOT NULL,
    year smallint NOT NULL,
    last integer NOT NULL,
    PRIMARY KEY (township_id, year)
  );

  CREATE TABLE case_number (
    case_id uuid PRIMARY KEY,
    township_id uuid NOT NULL,
    year smallint NOT NULL,
    n integer NOT NULL,
    UNIQUE (township_id, year, n)
  );
`;
