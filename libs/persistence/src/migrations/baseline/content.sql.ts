/** Texts, encrypted by a key of each subject so that the subject can be erased, and what is known of uploads. */
export const CONTENT = `
  CREATE TABLE content_key (
    subject text PRIMARY KEY,
    wrapped bytea,
    created_at timestamptz NOT NULL,
    destroyed_at timestamptz,
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
  );

  CREATE TABLE content (
    id uuid PRIMARY KEY,
    subject text NOT NULL REFERENCES content_key,
    ciphertext bytea NOT NULL,
    digest text NOT NULL,
    referenced boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL,
    -- The workflow and the command that it was put away for: what may still be recorded is not swept.
    workflow_id text,
    command_id text
  );
  -- Ciphertext does not compress.
  ALTER TABLE content ALTER COLUMN ciphertext SET STORAGE EXTERNAL;
  CREATE INDEX content_unreferenced ON content (created_at) WHERE NOT referenced;
  CREATE INDEX content_by_subject ON content (subject);

  CREATE TABLE attachment (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL,
    subject text NOT NULL,
    file_name bytea,
    media_type text NOT NULL,
    size integer NOT NULL CHECK (size >= 0),
    sha256 text NOT NULL,
    storage_key text NOT NULL UNIQUE,
    uploaded_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    -- Found by the sweep in an event of its case; until then it isn't known.
    attached boolean NOT NULL DEFAULT false,
    -- The command that it was put away for, as of texts.
    command_id text
  );
  CREATE INDEX attachment_unattached ON attachment (created_at) WHERE NOT attached;
  CREATE INDEX attachment_by_case ON attachment (case_id, created_at, id);
  CREATE INDEX attachment_by_subject ON attachment (subject);
`;
