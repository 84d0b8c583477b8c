import type { MigrationInterface, QueryRunner } from 'typeorm';

const LEVELS = ['county', 'township', 'village', 'grid'] as const;

/**
 * Each department owes its own opinion: for which ones the assignee holds the step, which ones a message is for, and an
 * index of what departments owe, held or not. When a step was nudged last.
 */
export class Opinions1790000000150 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE step_row ADD COLUMN assigned_departments uuid[], ADD COLUMN nudged_at timestamptz;
      ALTER TABLE mailbox ADD COLUMN department_ids uuid[];
      ${LEVELS.map(
        (level) => `
      CREATE INDEX step_department_${level} ON step_row (${level}_id, effective_due_at, case_id, step)
        WHERE status = 'open' AND owner_role = 'department';`,
      ).join('')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX ${LEVELS.map((level) => `step_department_${level}`).join(', ')};
      ALTER TABLE mailbox DROP COLUMN department_ids;
      ALTER TABLE step_row DROP COLUMN assigned_departments, DROP COLUMN nudged_at;
    `);
  }
}
