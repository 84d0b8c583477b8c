/** What the HTTP edge remembers: requests that were carried out, who is signed in, and failed sign-ins. */
export const EDGE = `
  CREATE TABLE idempotency (
    command_id uuid PRIMARY KEY,
    body_hash text NOT NULL,
    resource_id text,
    created_at timestamptz NOT NULL
  );
  CREATE INDEX idempotency_by_age ON idempotency (created_at);

  CREATE TABLE session (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES account,
    device text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
  );
  CREATE INDEX session_by_account ON session (account_id) WHERE ended_at IS NULL;
  CREATE INDEX session_by_end ON session (expires_at);

  -- By the blind index of the user name: who types a password there leaves no trace of it.
  CREATE TABLE sign_in_failure (
    username_index text PRIMARY KEY,
    failures integer NOT NULL CHECK (failures > 0),
    latest_at timestamptz NOT NULL
  );
`;
