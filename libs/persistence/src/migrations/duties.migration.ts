import type { MigrationInterface, QueryRunner } from 'typeorm';

const LEVELS = ['county', 'township', 'village', 'grid'] as const;

/**
 * Duties: their read model, and their messages beside those of cases. Their events, commands and audit links stand in
 * the tables of cases, whose `case_id` is the id of either. No list of what runs grows with what has ended.
 */
export class Duties1790000000100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
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
        blocked_at timestamptz,
        updated_at timestamptz NOT NULL,
        CHECK ((account_id IS NULL) <> (role IS NULL)),
        CHECK ((ended_at IS NULL) = (status IN ('open', 'answered')))
      );
      -- What runs is too rare among what has ended for a small sample to know it, see the open steps of cases.
      ALTER TABLE duty_row ALTER COLUMN status SET STATISTICS 1000, ALTER COLUMN ended_at SET STATISTICS 1000;
      CREATE INDEX duty_blocked ON duty_row (blocked_at) WHERE blocked_at IS NOT NULL;
      CREATE INDEX duty_by_case ON duty_row (case_id, step);
      CREATE INDEX duty_running ON duty_row (case_id) WHERE ended_at IS NULL;
      CREATE INDEX duty_open ON duty_row (id) WHERE status = 'open';
      CREATE INDEX duty_mine ON duty_row (account_id, due_at, id) WHERE status = 'open' AND account_id IS NOT NULL;
      ${LEVELS.map(
        (level) => `
      CREATE INDEX duty_role_${level} ON duty_row (role, ${level}_id, due_at, id)
        WHERE status = 'open' AND role IS NOT NULL;
      CREATE INDEX duty_open_${level} ON duty_row (${level}_id, due_at, id) WHERE status = 'open';
      CREATE INDEX duty_answered_${level} ON duty_row (${level}_id, answered_at, id) WHERE status = 'answered';
      CREATE INDEX duty_ended_${level} ON duty_row (${level}_id, ended_at, id) WHERE ended_at IS NOT NULL;`,
      ).join('')}

      COMMENT ON COLUMN event.case_id IS 'id of the case or of the duty';
      COMMENT ON COLUMN command.case_id IS 'id of the case or of the duty';
      COMMENT ON COLUMN audit.case_id IS 'id of the case or of the duty';

      -- A message comes from an event of a case, or from one of a duty about a case.
      ALTER TABLE mailbox
        ADD COLUMN duty_id uuid,
        ADD COLUMN source_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(duty_id, case_id)) STORED,
        ALTER COLUMN step DROP NOT NULL;
      ${keyedBy('source_id')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM notice_item i USING mailbox m
        WHERE (i.source_id, i.seq) = (m.source_id, m.seq) AND m.duty_id IS NOT NULL;
      DELETE FROM mailbox WHERE duty_id IS NOT NULL;
      ${keyedBy('case_id')}
      ALTER TABLE mailbox DROP COLUMN source_id, DROP COLUMN duty_id, ALTER COLUMN step SET NOT NULL;
      DROP TABLE duty_row;
    `);
  }
}

/** The key of messages, of what was sent of them, and the order in which they are read. */
const keyedBy = (id: 'source_id' | 'case_id'): string => `
  ALTER TABLE notice_item DROP CONSTRAINT ${id === 'source_id' ? 'notice_item_case_id_seq_fkey' : 'notice_item_mail'};
  ALTER TABLE notice_item RENAME COLUMN ${id === 'source_id' ? 'case_id TO source_id' : 'source_id TO case_id'};
  ALTER TABLE mailbox DROP CONSTRAINT mailbox_pkey, ADD PRIMARY KEY (${id}, seq);
  ALTER TABLE notice_item ADD CONSTRAINT ${id === 'source_id' ? 'notice_item_mail' : 'notice_item_case_id_seq_fkey'}
    FOREIGN KEY (${id}, seq) REFERENCES mailbox;
  DROP INDEX mailbox_mine, ${LEVELS.map((level) => `mailbox_role_${level}`).join(', ')};
  CREATE INDEX mailbox_mine ON mailbox (account_id, created_at, ${id}, seq) WHERE account_id IS NOT NULL;
  ${LEVELS.map(
    (level) => `CREATE INDEX mailbox_role_${level} ON mailbox (role, ${level}_id, created_at, ${id}, seq)
    WHERE role IS NOT NULL;`,
  ).join('\n')}`;
