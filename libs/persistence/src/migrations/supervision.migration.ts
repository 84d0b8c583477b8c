import type { MigrationInterface, QueryRunner } from 'typeorm';

const LEVELS = ['county', 'township', 'village'] as const;

/**
 * What supervision and the inbox read: who had to do with an open case, open steps by due time and by age, and figures
 * by day. The roll-ups are kept by the statement that records the events, so that no figure grows with closed cases.
 */
export class Supervision1790000000080 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE case_actor (
        case_id uuid NOT NULL,
        account_id uuid NOT NULL,
        open boolean NOT NULL,
        PRIMARY KEY (case_id, account_id)
      );
      CREATE INDEX case_actor_open ON case_actor (account_id, case_id) WHERE open;

      -- Category and procedure are those of the case on that day; '' until there is a category.
      CREATE TABLE backlog_day (
        village_id uuid NOT NULL,
        day date NOT NULL,
        category text NOT NULL,
        procedure_key text NOT NULL,
        -- Of cases that only those see who must act; as the case is now, whatever it was on that day.
        restricted boolean NOT NULL,
        county_id uuid NOT NULL,
        township_id uuid NOT NULL,
        opened integer NOT NULL,
        closed integer NOT NULL,
        -- What came in less what went out, with cases that changed category or procedure.
        delta integer NOT NULL,
        PRIMARY KEY (village_id, day, category, procedure_key, restricted)
      );

      CREATE TABLE step_dwell_day (
        village_id uuid NOT NULL,
        day date NOT NULL,
        category text NOT NULL,
        procedure_key text NOT NULL,
        kind text NOT NULL,
        late boolean NOT NULL,
        restricted boolean NOT NULL,
        county_id uuid NOT NULL,
        township_id uuid NOT NULL,
        count integer NOT NULL,
        milliseconds bigint NOT NULL,
        -- Steps that were done only when their due time had come.
        overdue integer NOT NULL,
        PRIMARY KEY (village_id, day, category, procedure_key, kind, late, restricted)
      );
      ${['county', 'township']
        .map(
          (level) => `
      CREATE INDEX backlog_day_${level} ON backlog_day (${level}_id, day);
      CREATE INDEX step_dwell_day_${level} ON step_dwell_day (${level}_id, day);`,
        )
        .join('')}

      -- To join a case to its open step: the primary key grows with closed cases.
      CREATE UNIQUE INDEX case_row_open ON case_row (id) WHERE closed_at IS NULL;
      ${LEVELS.map(
        (level) => `
      CREATE INDEX step_due_${level} ON step_row (${level}_id, due_at, case_id, step) WHERE status = 'open';
      CREATE INDEX step_since_${level} ON step_row (${level}_id, started_at, case_id, step) WHERE status = 'open';`,
      ).join('')}
      CREATE INDEX step_open ON step_row (case_id, step) WHERE status = 'open';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX step_open, case_row_open;
      ${LEVELS.map((level) => `DROP INDEX step_due_${level}, step_since_${level};`).join('\n')}
      DROP TABLE step_dwell_day, backlog_day, case_actor;
    `);
  }
}
