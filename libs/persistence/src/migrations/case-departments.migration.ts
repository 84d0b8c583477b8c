import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which departments a case touches and what each has said, so that an inbox shows a department only its own. */
export class CaseDepartments1790000000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE case_department (
        case_id uuid NOT NULL,
        department_id uuid NOT NULL,
        position text,
        PRIMARY KEY (case_id, department_id)
      );
      CREATE INDEX case_department_asked ON case_department (department_id, case_id)
        WHERE position IS NULL OR position = 'disagree';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE case_department;');
  }
}
