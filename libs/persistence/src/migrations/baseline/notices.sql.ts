/** The outbox of notices that leave the product. Texts are made when a notice is sent, so none stands here. */
export const NOTICES = `
  CREATE TABLE notice (
    id uuid PRIMARY KEY,
    channel text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('reminder', 'digest')),
    account_id uuid NOT NULL REFERENCES account,
    day date,
    status text NOT NULL CHECK (status IN ('waiting', 'sent', 'failed', 'skipped')),
    due_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    cause text,
    -- The mail server's last one.
    smtp_code smallint,
    created_at timestamptz NOT NULL,
    settled_at timestamptz,
    CHECK ((kind = 'digest') = (day IS NOT NULL)),
    CHECK ((status = 'waiting') = (settled_at IS NULL))
  );
  CREATE UNIQUE INDEX notice_digest ON notice (account_id, channel, day) WHERE day IS NOT NULL;
  CREATE INDEX notice_due ON notice (due_at) WHERE status = 'waiting';
  CREATE INDEX notice_by_account ON notice (account_id, id);
  -- For administrators.
  CREATE INDEX notice_newest ON notice (created_at, id);
  CREATE INDEX notice_newest_of_status ON notice (status, created_at, id);

  -- Each message goes to each person once by each channel, at once or in one digest.
  CREATE TABLE notice_item (
    account_id uuid NOT NULL REFERENCES account,
    channel text NOT NULL,
    source_id uuid NOT NULL,
    seq integer NOT NULL,
    notice_id uuid REFERENCES notice,
    PRIMARY KEY (account_id, channel, source_id, seq),
    CONSTRAINT notice_item_mail FOREIGN KEY (source_id, seq) REFERENCES mailbox
  );
  CREATE INDEX notice_item_waiting ON notice_item (channel, account_id) WHERE notice_id IS NULL;
  CREATE INDEX notice_item_by_notice ON notice_item (notice_id);
`;
