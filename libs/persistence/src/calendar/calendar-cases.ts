import {
  changedDays,
  definitionOf,
  evolve,
  type ProcedureStep,
  type StepKey,
  newDates,
  startOfDay,
  type CalendarBits,
  type CalendarEffect,
  type CaseState,
  type Instant,
} from '#domain';
import type { Pool } from '../pool.js';
import { CaseReader } from '../read/case-reader.js';

/** Which calendar is to hold in a county; undefined leaves its cases alone. */
export type CalendarFor = (countyId: string) => CalendarBits | undefined;

export interface CalendarCase {
  caseId: string;
  number: string;
  countyId: string;
  calendar: CalendarBits;
  effect: CalendarEffect;
  /** What the case's procedure calls a step. */
  nameOf(step: StepKey): ProcedureStep['name'] | undefined;
}

export interface CalendarCasesQuery {
  calendarFor: CalendarFor;
  now: Instant;
  /** Only cases of these counties. */
  countyIds?: readonly string[];
  /** Without the restricted ones: for who looks on. */
  unrestricted?: boolean;
  after?: string | undefined;
  /** Hears of a case or order over which the rules break; the others are gone on with. */
  onFailure?: (id: string, error: unknown) => void;
  /** So many cases are looked at; those of which no date moves are left out. */
  limit: number;
}

type Concerned = Pick<CalendarCasesQuery, 'calendarFor' | 'countyIds' | 'unrestricted'>;

interface Candidate {
  id: string;
  number: string;
  county_id: string;
}

/**
 * A term that doesn't meet a changed day ends as before: only the days from its start to its end are counted. Each
 * group (county and version in use) is one walk along `case_calendar` in the order of ids, which ends with the page;
 * nothing is sorted but the pages. `$2`: after which id; `$3`: how many;
 * `$4`: without the restricted ones.
 */
const CANDIDATES = `
  SELECT c.id, c.number, c.county_id
  FROM jsonb_to_recordset($1::jsonb) AS g(county_id uuid, version integer, days jsonb)
  CROSS JOIN LATERAL (
    SELECT c.id, c.number, c.county_id
    FROM case_row c
    CROSS JOIN LATERAL (
      SELECT greatest(c.overall_due_at, max(greatest(nullif(s.due_at, 'infinity'), s.not_before))) AS until
      FROM step_row s WHERE s.case_id = c.id AND s.status = 'open') term
    WHERE c.closed_at IS NULL AND c.county_id = g.county_id AND c.calendar_version = g.version AND c.id > $2::uuid
      AND NOT ($4::boolean AND c.restricted) AND EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(g.days) AS d(at)
        WHERE d.at::timestamptz < term.until AND d.at::timestamptz + interval '1 day' > c.opened_at)
    ORDER BY c.id LIMIT $3::integer) c`;

/** Below every id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * The versions by which open cases of each county count: one look into the index a version, however many cases count by
 * it.
 */
const IN_USE = `
  WITH RECURSIVE used AS (
    (SELECT county_id, calendar_version FROM case_row WHERE closed_at IS NULL
     ORDER BY county_id, calendar_version LIMIT 1)
    UNION ALL
    SELECT n.county_id, n.calendar_version FROM used u CROSS JOIN LATERAL (
      SELECT c.county_id, c.calendar_version FROM case_row c
      WHERE c.closed_at IS NULL AND (c.county_id, c.calendar_version) > (u.county_id, u.calendar_version)
      ORDER BY c.county_id, c.calendar_version LIMIT 1) n)
  SELECT u.county_id, u.calendar_version AS version, v.bits
  FROM used u JOIN calendar_version v ON v.version = u.calendar_version`;

/** The open cases whose dates a calendar moves: SQL finds whose terms meet a changed day, the rules say what moves. */
export class CalendarCases {
  private readonly reader: CaseReader;

  constructor(private readonly pool: Pool) {
    this.reader = new CaseReader(pool);
  }

  async page(query: CalendarCasesQuery): Promise<{ items: CalendarCase[]; next?: string }> {
    const { calendarFor, now, after, limit, onFailure } = query;
    const rows = await this.candidates(query, after ?? FIRST, limit + 1);
    const items: CalendarCase[] = [];
    for (const { id, number, county_id: countyId } of rows.slice(0, limit)) {
      const events = await this.reader.events(id);
      const calendar = calendarFor(countyId);
      try {
        const state = events.reduce<CaseState | undefined>(
          (before, event) => evolve(before, event),
          undefined,
        );
        const effect = calendar && state && newDates(state, calendar, now);
        const nameOf = (step: StepKey) => state && definitionOf(state, step)?.name;
        if (effect) items.push({ caseId: id, number, countyId, calendar, effect, nameOf });
      } catch (error) {
        onFailure?.(id, error);
      }
    }
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items, ...(last && { next: last.id }) };
  }

  /** How many open cases have terms that meet a changed day; somewhat more than those of which a date moves. */
  async count(query: Concerned): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM (${CANDIDATES}) c`,
      [await this.groups(query), FIRST, null, query.unrestricted ?? false],
    );
    return rows[0]?.n ?? 0;
  }

  /** Whether there is one that {@link count} would count. */
  async isAnyConcerned(query: Concerned): Promise<boolean> {
    return (await this.candidates(query, FIRST, 1)).length > 0;
  }

  /** How many open cases of the counties count by a calendar, without the restricted ones. */
  async inUse(version: number, countyIds: readonly string[]): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM case_row
       WHERE closed_at IS NULL AND NOT restricted AND calendar_version = $1 AND county_id = ANY ($2::uuid[])`,
      [version, countyIds],
    );
    return rows[0]?.n ?? 0;
  }

  private async candidates(query: Concerned, after: string, limit: number): Promise<Candidate[]> {
    const { rows } = await this.pool.query<Candidate>(`${CANDIDATES} ORDER BY c.id LIMIT $3::integer`, [
      await this.groups(query),
      after,
      limit,
      query.unrestricted ?? false,
    ]);
    return rows;
  }

  /** As JSON: county, version in use, and when each day begins that the new calendar changes. */
  private async groups({ calendarFor, countyIds }: Pick<CalendarCasesQuery, 'calendarFor' | 'countyIds'>) {
    const { rows } = await this.pool.query<{ county_id: string; version: number; bits: CalendarBits }>(
      IN_USE,
    );
    return JSON.stringify(
      rows.flatMap(({ county_id, version, bits }) => {
        const calendar = calendarFor(county_id);
        const meant = !countyIds || countyIds.includes(county_id);
        if (!meant || !calendar || calendar.version <= version) return [];
        const days = changedDays(bits, calendar).map(({ date }) => new Date(startOfDay(date)).toISOString());
        return days.length === 0 ? [] : [{ county_id, version, days }];
      }),
    );
  }
}
