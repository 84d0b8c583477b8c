import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is never changed: texts (encrypted), events, the commands that made them, and the audit chain over them. */
export class CaseLog1790000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE content_key (
        subject text PRIMARY KEY,
        wrapped bytea,
        created_at timestamptz NOT NULL,
        destroyed_at timestamptz,
        CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
      );

      CREATE TABLE content (
        id uuid PRIMARY KEY,
        subject text NOT NULL REFERENCES content_key,
        ciphertext bytea NOT NULL,
        digest text NOT NULL,
        referenced boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL
      );
      -- Ciphertext does not compress.
      ALTER TABLE content ALTER COLUMN ciphertext SET STORAGE EXTERNAL;
      CREATE INDEX content_unreferenced ON content (created_at) WHERE NOT referenced;
      CREATE INDEX content_by_subject ON content (subject);

      CREATE TABLE attachment (
        id uuid PRIMARY KEY,
        case_id uuid NOT NULL,
        subject text NOT NULL,
        file_name bytea,
        media_type text NOT NULL,
        size integer NOT NULL CHECK (size >= 0),
        sha256 text NOT NULL,
        storage_key text NOT NULL UNIQUE,
        uploaded_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        -- Found by the sweep in an event of its case; until then it isn't known.
        attached boolean NOT NULL DEFAULT false
      );
      CREATE INDEX attachment_unattached ON attachment (created_at) WHERE NOT attached;
      CREATE INDEX attachment_by_case ON attachment (case_id, created_at, id);
      CREATE INDEX attachment_by_subject ON attachment (subject);

      CREATE TABLE event (
        case_id uuid NOT NULL,
        seq integer NOT NULL CHECK (seq > 0),
        type text NOT NULL,
        command_id text NOT NULL,
        actor uuid,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        data jsonb NOT NULL,
        digest bytea NOT NULL,
        PRIMARY KEY (case_id, seq)
      );

      CREATE TABLE command (
        case_id uuid NOT NULL,
        command_id text NOT NULL,
        account_id uuid NOT NULL,
        body_hash text NOT NULL,
        first_seq integer NOT NULL,
        version integer NOT NULL,
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (case_id, command_id)
      );

      CREATE TABLE audit (
        case_id uuid NOT NULL,
        seq integer NOT NULL,
        previous bytea NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (case_id, seq)
      );

      CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON command
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER immutable BEFORE UPDATE OR DELETE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE case_number_sequence (
        township_id uuid NOT NULL,
        year smallint NOT NULL,
        last integer NOT NULL,
        PRIMARY KEY (township_id, year)
      );
      CREATE TABLE case_number (
        case_id uuid PRIMARY KEY,
        township_id uuid NOT NULL,
        year smallint NOT NULL,
        n integer NOT NULL,
        UNIQUE (township_id, year, n)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE case_number, case_number_sequence, audit, command, event, attachment, content, content_key;
    `);
  }
}
