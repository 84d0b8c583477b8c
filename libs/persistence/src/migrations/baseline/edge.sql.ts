/** What the HTTP edge remembers: requests that were carried out, and failed sign-ins. No personal data. */
export const EDGE = `
  CREATE TABLE idempotency (
    command_id uuid PRIMARY KEY,
    body_hash text NOT NULL,
    resource_id text,
    created_at timestamptz NOT NULL
  );
  CREATE INDEX idempotency_by_age ON idempotency (created_at);

  -- By the blind index of the user name: who types a password there leaves no trace of it.
  CREATE TABLE sign_in_failure (
    username_index text PRIMARY KEY,
    failures integer NOT NULL CHECK (failures > 0),
    latest_at timestamptz NOT NULL
  );
`;
