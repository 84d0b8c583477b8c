import { immutable } from './immutable.sql.js';

/**
 * What is published, procedures and calendars, and drafts of calendars. A county's calendar goes over the national one.
 * `edit` is what was published as people entered it; `bits` is what came of it.
 */
export const CATALOGUE = `
  CREATE TABLE procedure_version (
    key text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    body jsonb NOT NULL,
    digest text NOT NULL,
    published_at timestamptz NOT NULL,
    published_by uuid,
    PRIMARY KEY (key, version)
  );
  ${immutable('procedure_version')}

  CREATE TABLE calendar_version (
    version integer PRIMARY KEY CHECK (version > 0),
    county_id uuid,
    edit jsonb,
    bits jsonb NOT NULL,
    digest text NOT NULL,
    published_at timestamptz NOT NULL,
    published_by uuid
  );
  ${immutable('calendar_version')}
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
`;
