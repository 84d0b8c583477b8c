import { namedStatement } from '../sql/named-statement.js';

const ROWS = 'jsonb_to_recordset(:rows::jsonb) AS r(id uuid, ciphertext bytea, digest text)';
const COLUMNS = 'content (id, subject, ciphertext, digest, created_at, workflow_id, command_id)';
const COMMAND = ':workflowId::text, :commandId::text';

/** Writes nothing when the subject has a key already, alive or destroyed. */
export const INSERT_WITH_NEW_KEY = namedStatement(
  'content-insert-new-key',
  `WITH key AS (
     INSERT INTO content_key (subject, wrapped, created_at)
     VALUES (:subject::text, :wrapped::bytea, :at::timestamptz)
     ON CONFLICT (subject) DO NOTHING
     RETURNING subject)
   INSERT INTO ${COLUMNS}
   SELECT r.id, key.subject, r.ciphertext, r.digest, :at::timestamptz, ${COMMAND} FROM key, ${ROWS}`,
);

/** Writes nothing when the subject's key was destroyed. */
export const INSERT_CONTENT = namedStatement(
  'content-insert',
  `INSERT INTO ${COLUMNS}
   SELECT r.id, key.subject, r.ciphertext, r.digest, :at::timestamptz, ${COMMAND}
   FROM content_key key, ${ROWS}
   WHERE key.subject = :subject::text AND key.destroyed_at IS NULL`,
);

export const SELECT_KEY = namedStatement(
  'content-key',
  'SELECT wrapped FROM content_key WHERE subject = :subject::text',
);

export const SELECT_CONTENT = namedStatement(
  'content-select',
  `SELECT c.id, c.subject, c.ciphertext, c.digest, k.wrapped
   FROM content c JOIN content_key k USING (subject)
   WHERE c.id = ANY (:ids::uuid[])`,
);
