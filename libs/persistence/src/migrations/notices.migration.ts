import type { MigrationInterface, QueryRunner } from 'typeorm';

const LEVELS = ['county', 'township', 'village', 'grid'] as const;

/**
 * The outbox of notices that leave the product, and the addresses they go to. Texts are made when a notice is sent, so
 * none stands here; an address is sealed by the key ring.
 */
export class Notices1790000000060 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE account
        ADD COLUMN email bytea,
        ADD COLUMN email_since timestamptz,
        ADD CHECK ((email IS NULL) = (email_since IS NULL));

      -- Null until it was decided to whom a message goes by other ways than the mailbox.
      ALTER TABLE mailbox ADD COLUMN noticed_at timestamptz;
      CREATE INDEX mailbox_unnoticed ON mailbox (created_at) WHERE noticed_at IS NULL;

      -- What is unread is counted without the messages of years.
      CREATE INDEX mailbox_unread_mine ON mailbox (account_id) WHERE read_at IS NULL AND account_id IS NOT NULL;
      ${LEVELS.map(
        (level) => `
      CREATE INDEX mailbox_unread_${level} ON mailbox (role, ${level}_id) WHERE read_at IS NULL AND role IS NOT NULL;`,
      ).join('')}

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
        created_at timestamptz NOT NULL,
        settled_at timestamptz,
        CHECK ((kind = 'digest') = (day IS NOT NULL)),
        CHECK ((status = 'waiting') = (settled_at IS NULL))
      );
      CREATE UNIQUE INDEX notice_digest ON notice (account_id, channel, day) WHERE day IS NOT NULL;
      CREATE INDEX notice_due ON notice (due_at) WHERE status = 'waiting';
      CREATE INDEX notice_by_account ON notice (account_id, id);

      -- Each message goes to each person once by each channel, at once or in one digest.
      CREATE TABLE notice_item (
        account_id uuid NOT NULL REFERENCES account,
        channel text NOT NULL,
        case_id uuid NOT NULL,
        seq integer NOT NULL,
        notice_id uuid REFERENCES notice,
        PRIMARY KEY (account_id, channel, case_id, seq),
        FOREIGN KEY (case_id, seq) REFERENCES mailbox
      );
      CREATE INDEX notice_item_waiting ON notice_item (channel, account_id) WHERE notice_id IS NULL;
      CREATE INDEX notice_item_by_notice ON notice_item (notice_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE notice_item, notice;
      DROP INDEX mailbox_unnoticed, mailbox_unread_mine, ${LEVELS.map((level) => `mailbox_unread_${level}`).join()};
      ALTER TABLE mailbox DROP COLUMN noticed_at;
      ALTER TABLE account DROP COLUMN email, DROP COLUMN email_since;
    `);
  }
}
