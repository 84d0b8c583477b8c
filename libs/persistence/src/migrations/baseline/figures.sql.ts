import { COUNTY_AND_TOWNSHIP, perLevel } from './levels.js';

/**
 * Figures by day, kept by the statement that records the events, so that none is counted from cases, closed ones too.
 * Category and procedure are those of the case on that day; '' until there is a category.
 */
export const FIGURES = `
  CREATE TABLE backlog_day (
    village_id uuid NOT NULL,
    day date NOT NULL,
    category text NOT NULL,
    procedure_key text NOT NULL,
    -- Of cases that only those see who must act; as the case is now, whatever it was on that day.
    restricted boolean NOT NULL,
    county_id uuid NOT NULL,
    township_id uuid NOT NULL,
    opened integer NOT NULL,
    closed integer NOT NULL,
    -- What came in less what went out, with cases that changed category or procedure.
    delta integer NOT NULL,
    PRIMARY KEY (village_id, day, category, procedure_key, restricted)
  );

  CREATE TABLE step_dwell_day (
    village_id uuid NOT NULL,
    day date NOT NULL,
    category text NOT NULL,
    procedure_key text NOT NULL,
    kind text NOT NULL,
    late boolean NOT NULL,
    restricted boolean NOT NULL,
    county_id uuid NOT NULL,
    township_id uuid NOT NULL,
    count integer NOT NULL,
    milliseconds bigint NOT NULL,
    -- Steps that were done only when their due time had come.
    overdue integer NOT NULL,
    PRIMARY KEY (village_id, day, category, procedure_key, kind, late, restricted)
  );
  ${perLevel(
    COUNTY_AND_TOWNSHIP,
    (level) => `
  CREATE INDEX backlog_day_${level} ON backlog_day (${level}_id, day);
  CREATE INDEX step_dwell_day_${level} ON step_dwell_day (${level}_id, day);`,
  )}
`;
