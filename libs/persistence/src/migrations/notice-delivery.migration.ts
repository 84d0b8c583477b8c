import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What administrators see of mails on their way: the mail server's last code, and lists by state, the newest first. */
export class NoticeDelivery1790000000141 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE notice ADD COLUMN smtp_code smallint;
      CREATE INDEX notice_newest ON notice (created_at, id);
      CREATE INDEX notice_newest_of_status ON notice (status, created_at, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX notice_newest, notice_newest_of_status;
      ALTER TABLE notice DROP COLUMN smtp_code;
    `);
  }
}
