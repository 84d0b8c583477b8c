import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The number of an office, by which whoever waits for its work can call; sealed like the names of staff. */
export class OfficePhones1790000000121 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE account ADD COLUMN office_phone bytea;');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE account DROP COLUMN office_phone;');
  }
}
