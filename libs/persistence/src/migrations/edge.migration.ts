import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the HTTP edge remembers: requests that were carried out, and failed sign-ins. No personal data. */
export class Edge1790000000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE idempotency (
        command_id uuid PRIMARY KEY,
        body_hash text NOT NULL,
        resource_id text,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX idempotency_by_age ON idempotency (created_at);

      -- By the blind index of the user name: who types a password there leaves no trace of it.
      CREATE TABLE sign_in_failure (
        username_index text PRIMARY KEY,
        failures integer NOT NULL CHECK (failures > 0),
        latest_at timestamptz NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE sign_in_failure, idempotency;');
  }
}
