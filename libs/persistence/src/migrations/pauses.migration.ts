import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists show which cases stand still; until when is known from the moment of the pause. */
export class Pauses1790000000020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE case_row ADD COLUMN paused_until timestamptz;');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE case_row DROP COLUMN paused_until;');
  }
}
