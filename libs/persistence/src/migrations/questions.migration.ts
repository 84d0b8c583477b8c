import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a level above the owner of a step is asked: more time, or who is to do it. It stands in that level's inbox. */
export class Questions1790000000090 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE step_row
        ADD COLUMN extension_asked boolean NOT NULL DEFAULT false,
        ADD COLUMN assignment_escalated boolean NOT NULL DEFAULT false;
      ${['county', 'township']
        .map(
          (level) => `
      CREATE INDEX step_asked_${level} ON step_row (${level}_id, due_at, case_id, step)
        WHERE status = 'open' AND (extension_asked OR assignment_escalated);`,
        )
        .join('')}
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE step_row DROP COLUMN extension_asked, DROP COLUMN assignment_escalated;');
  }
}
