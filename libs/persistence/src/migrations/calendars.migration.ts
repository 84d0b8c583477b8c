import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Calendars of a county over the national one, drafts, and which open case counts by which version. `edit` is what was
 * published as people entered it; `bits` is what came of it.
 */
export class Calendars1790000000040 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE calendar_version ADD COLUMN county_id uuid, ADD COLUMN edit jsonb;
      CREATE INDEX calendar_version_county ON calendar_version (county_id, version);

      CREATE TABLE calendar_draft (
        id uuid PRIMARY KEY,
        county_id uuid,
        edit jsonb NOT NULL,
        based_on integer NOT NULL,
        created_at timestamptz NOT NULL,
        created_by uuid NOT NULL,
        published_version integer REFERENCES calendar_version (version)
      );

      ALTER TABLE case_row ADD COLUMN calendar_version integer;
      UPDATE case_row c SET calendar_version = coalesce((
        SELECT (e.data->'calendar'->>'version')::integer FROM event e
        WHERE e.case_id = c.id AND e.data ? 'calendar' ORDER BY e.seq DESC LIMIT 1), 1);
      ALTER TABLE case_row ALTER COLUMN calendar_version SET NOT NULL;
      CREATE INDEX case_calendar ON case_row (county_id, calendar_version, id) WHERE closed_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE case_row DROP COLUMN calendar_version;
      DROP TABLE calendar_draft;
      ALTER TABLE calendar_version DROP COLUMN county_id, DROP COLUMN edit;
    `);
  }
}
