import type { MigrationInterface, QueryRunner } from 'typeorm';

const LEVELS = ['county', 'township', 'village', 'grid'] as const;

/** The earliest of several dates governs: what a step is due by is known by index, whosesoever date that is. */
const STEP_INDEXES = (column: string): string => `
  CREATE INDEX step_mine ON step_row (assignee, ${column}, case_id, step) WHERE status = 'open';
  ${LEVELS.map(
    (level) => `
  CREATE INDEX step_role_${level} ON step_row (owner_role, ${level}_id, ${column}, case_id, step)
    WHERE status = 'open';`,
  ).join('')}
  ${['county', 'township', 'village']
    .map(
      (level) => `
  CREATE INDEX step_due_${level} ON step_row (${level}_id, ${column}, case_id, step) WHERE status = 'open';`,
    )
    .join('')}
  ${['county', 'township']
    .map(
      (level) => `
  CREATE INDEX step_asked_${level} ON step_row (${level}_id, ${column}, case_id, step)
    WHERE status = 'open' AND (extension_asked OR assignment_escalated);`,
    )
    .join('')}`;

const CASE_INDEXES = (column: string): string =>
  LEVELS.map(
    (level) => `
  CREATE INDEX case_due_${level} ON case_row (${level}_id, ${column}, id) WHERE closed_at IS NULL;`,
  ).join('');

const DROP = `
  DROP INDEX step_mine, ${LEVELS.map((level) => `step_role_${level}, case_due_${level}`).join(', ')},
    step_due_county, step_due_township, step_due_village, step_asked_county, step_asked_township;`;

/**
 * Which date governs a case (the overall deadline until it is kept, the dates of outside numbers), and since
 * when a pause lasts.
 */
export class GoverningDates1790000000120 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE case_row
        ADD COLUMN paused_since timestamptz,
        -- The earliest date that the case as a whole has to keep.
        ADD COLUMN case_due_at timestamptz NOT NULL DEFAULT 'infinity',
        ADD COLUMN effective_due_at timestamptz NOT NULL GENERATED ALWAYS AS (least(case_due_at, due_at)) STORED;
      ALTER TABLE step_row
        -- The case's governing date while the step is open.
        ADD COLUMN case_due_at timestamptz NOT NULL DEFAULT 'infinity',
        ADD COLUMN effective_due_at timestamptz NOT NULL GENERATED ALWAYS AS (least(due_at, case_due_at)) STORED;
      ${DROP}
      ${STEP_INDEXES('effective_due_at')}
      ${CASE_INDEXES('effective_due_at')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ${DROP}
      ${STEP_INDEXES('due_at')}
      ${CASE_INDEXES('due_at')}
      ALTER TABLE step_row DROP COLUMN effective_due_at, DROP COLUMN case_due_at;
      ALTER TABLE case_row DROP COLUMN effective_due_at, DROP COLUMN case_due_at, DROP COLUMN paused_since;
    `);
  }
}
