import type { MigrationInterface, QueryRunner } from 'typeorm';

const LEVELS = ['county', 'township', 'village', 'grid'] as const;

/**
 * What is projected from the events, and can be rebuilt from them. A scope is one equality on a place column; every
 * list has a keyset index a level, partial so that none grows with closed cases except the list of closed ones.
 * `due_at` is 'infinity' where nothing is due, because a keyset can't run over nulls.
 */
export class ReadModel1790000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE case_row (
        id uuid PRIMARY KEY,
        county_id uuid NOT NULL,
        township_id uuid NOT NULL,
        village_id uuid NOT NULL,
        grid_id uuid,
        number text NOT NULL,
        title text,
        category text,
        procedure_key text NOT NULL,
        procedure_version integer NOT NULL,
        urgent boolean NOT NULL,
        status text NOT NULL GENERATED ALWAYS AS (CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END) STORED,
        outcome text,
        version integer NOT NULL,
        round integer NOT NULL,
        escalated boolean NOT NULL,
        confidential boolean NOT NULL DEFAULT false,
        red_line boolean NOT NULL DEFAULT false,
        -- Only those who must act see it.
        restricted boolean NOT NULL GENERATED ALWAYS AS (confidential OR red_line) STORED,
        reporter_id uuid,
        opened_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        overall_due_at timestamptz,
        closed_at timestamptz,
        blocked_at timestamptz,
        updated_at timestamptz NOT NULL,
        search tsvector NOT NULL,
        CHECK ((closed_at IS NULL) = (outcome IS NULL))
      );
      CREATE INDEX case_blocked ON case_row (blocked_at) WHERE blocked_at IS NOT NULL;
      CREATE INDEX case_row_search ON case_row USING gin (search);
      ${LEVELS.map(
        (level) => `
      CREATE INDEX case_due_${level} ON case_row (${level}_id, due_at, id) WHERE closed_at IS NULL;
      CREATE INDEX case_open_${level} ON case_row (${level}_id, opened_at, id) WHERE closed_at IS NULL;
      CREATE INDEX case_closed_${level} ON case_row (${level}_id, opened_at, id) WHERE closed_at IS NOT NULL;`,
      ).join('')}

      CREATE TABLE step_row (
        case_id uuid NOT NULL,
        step text COLLATE "C" NOT NULL,
        kind text NOT NULL,
        round integer NOT NULL,
        visit integer NOT NULL,
        status text NOT NULL,
        outcome text,
        owner_role text NOT NULL,
        assignee uuid,
        started_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        not_before timestamptz,
        done_at timestamptz,
        county_id uuid NOT NULL,
        township_id uuid NOT NULL,
        village_id uuid NOT NULL,
        grid_id uuid,
        PRIMARY KEY (case_id, step)
      );
      CREATE INDEX step_mine ON step_row (assignee, due_at, case_id, step) WHERE status = 'open';
      ${LEVELS.map(
        (level) => `
      CREATE INDEX step_role_${level} ON step_row (owner_role, ${level}_id, due_at, case_id, step)
        WHERE status = 'open';`,
      ).join('')}

      CREATE TABLE mailbox (
        case_id uuid NOT NULL,
        seq integer NOT NULL,
        kind text NOT NULL,
        step text COLLATE "C" NOT NULL,
        account_id uuid,
        role text,
        county_id uuid NOT NULL,
        township_id uuid NOT NULL,
        village_id uuid NOT NULL,
        grid_id uuid,
        due_at timestamptz,
        created_at timestamptz NOT NULL,
        read_at timestamptz,
        read_by uuid,
        PRIMARY KEY (case_id, seq),
        CHECK ((account_id IS NULL) <> (role IS NULL))
      );
      CREATE INDEX mailbox_mine ON mailbox (account_id, created_at, case_id, seq) WHERE account_id IS NOT NULL;
      ${LEVELS.map(
        (level) => `
      CREATE INDEX mailbox_role_${level} ON mailbox (role, ${level}_id, created_at, case_id, seq)
        WHERE role IS NOT NULL;`,
      ).join('')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE mailbox, step_row, case_row;');
  }
}
