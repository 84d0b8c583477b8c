import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an operator must look at, and by which command a text or upload came. */
export class Recovery1790000000160 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Runs of cases and duties that wait for an operator; a row of the case or duty need not exist.
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

      -- Being parked is no part of a state that events make.
      ALTER TABLE case_row DROP COLUMN blocked_at;
      ALTER TABLE duty_row DROP COLUMN blocked_at;

      -- The workflow and the command that they were put away for: what may still be recorded is not swept.
      ALTER TABLE content ADD COLUMN workflow_id text, ADD COLUMN command_id text;
      ALTER TABLE attachment ADD COLUMN command_id text;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE attachment DROP COLUMN command_id;
      ALTER TABLE content DROP COLUMN workflow_id, DROP COLUMN command_id;
      ALTER TABLE duty_row ADD COLUMN blocked_at timestamptz;
      CREATE INDEX duty_blocked ON duty_row (blocked_at) WHERE blocked_at IS NOT NULL;
      ALTER TABLE case_row ADD COLUMN blocked_at timestamptz;
      CREATE INDEX case_blocked ON case_row (blocked_at) WHERE blocked_at IS NOT NULL;
      DROP TABLE failed_item, discarded_command, parked_run;
    `);
  }
}
