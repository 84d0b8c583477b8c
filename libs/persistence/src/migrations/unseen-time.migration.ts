import type { MigrationInterface, QueryRunner } from 'typeorm';

const LEVELS = ['county', 'township', 'village'] as const;

const SINCE_INDEXES = (column: string): string => `
  DROP INDEX ${LEVELS.map((level) => `step_since_${level}`).join(', ')};
  ${LEVELS.map(
    (level) => `
  CREATE INDEX step_since_${level} ON step_row (${level}_id, ${column}, case_id, step) WHERE status = 'open';`,
  ).join('')}`;

/** A step that a late entry (补录) opened waits only since it was entered: nobody could see it before. */
export class UnseenTime1790000000142 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE step_row
        -- When the late entry that opened it was made; null where no late entry did.
        ADD COLUMN entered_at timestamptz,
        ADD COLUMN waits_since timestamptz NOT NULL
          GENERATED ALWAYS AS (greatest(started_at, entered_at)) STORED;
      ${SINCE_INDEXES('waits_since')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ${SINCE_INDEXES('started_at')}
      ALTER TABLE step_row DROP COLUMN waits_since, DROP COLUMN entered_at;
    `);
  }
}
