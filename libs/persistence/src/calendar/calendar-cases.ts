import {
  changedDays,
  evolve,
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
}

export interface CalendarCasesQuery {
  calendarFor: CalendarFor;
  now: Instant;
  /** Only cases of these counties. */
  countyIds?: readonly string[];
  /** Without the restricted ones: for who looks on. */
  unrestricted?: boolean;
  after?: string | undefined;
  /** So many cases are looked at; those of which no date moves are left out. */
  limit: number;
}

interface Candidate {
  id: string;
  number: string;
  county_id: string;
}

/** A term that doesn't meet a changed day ends as before: only the days from its start to its end are counted. */
const CANDIDATES = `
  SELECT c.id, c.number, c.county_id
  FROM case_row c
  JOIN jsonb_to_recordset($1::jsonb) AS g(county_id uuid, version integer, days jsonb)
    ON g.county_id = c.county_id AND g.version = c.calendar_version
  CROSS JOIN LATERAL (
    SELECT greatest(c.whole_due_at, max(greatest(nullif(s.due_at, 'infinity'), s.not_before))) AS until
    FROM step_row s WHERE s.case_id = c.id AND s.status = 'open') term
  WHERE c.closed_at IS NULL AND ($2::uuid IS NULL OR c.id > $2) AND NOT ($3::boolean AND c.restricted) AND EXISTS (
    SELECT 1 FROM jsonb_array_elements_text(g.days) AS d(at)
    WHERE d.at::timestamptz < term.until AND d.at::timestamptz + interval '1 day' > c.opened_at)`;

/** The open cases whose dates a calendar moves: SQL finds whose terms meet a changed day, the rules say what moves. */
export class CalendarCases {
  private readonly reader: CaseReader;

  constructor(private readonly pool: Pool) {
    this.reader = new CaseReader(pool);
  }

  async page(query: CalendarCasesQuery): Promise<{ items: CalendarCase[]; next?: string }> {
    const { calendarFor, now, after, limit } = query;
    const groups = await this.groups(query);
    const { rows } = await this.pool.query<Candidate>(`${CANDIDATES} ORDER BY c.id LIMIT $4`, [
      groups,
      after ?? null,
      query.unrestricted ?? false,
      limit + 1,
    ]);
    const items: CalendarCase[] = [];
    for (const { id, number, county_id: countyId } of rows.slice(0, limit)) {
      const state = await this.state(id);
      const calendar = calendarFor(countyId);
      const effect = state && calendar && newDates(state, calendar, now);
      if (effect) items.push({ caseId: id, number, countyId, calendar, effect });
    }
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items, ...(last && { next: last.id }) };
  }

  /** How many open cases have terms that meet a changed day; somewhat more than those of which a date moves. */
  async count(
    query: Pick<CalendarCasesQuery, 'calendarFor' | 'countyIds' | 'unrestricted'>,
  ): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM (${CANDIDATES}) c`,
      [await this.groups(query), null, query.unrestricted ?? false],
    );
    return rows[0]?.n ?? 0;
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

  /** As JSON: county, version in use, and when each day begins that the new calendar changes. */
  private async groups({ calendarFor, countyIds }: Pick<CalendarCasesQuery, 'calendarFor' | 'countyIds'>) {
    const { rows } = await this.pool.query<{ county_id: string; version: number; bits: CalendarBits }>(
      `SELECT u.county_id, u.calendar_version AS version, v.bits
       FROM (SELECT DISTINCT county_id, calendar_version FROM case_row WHERE closed_at IS NULL) u
       JOIN calendar_version v ON v.version = u.calendar_version`,
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

  private async state(caseId: string): Promise<CaseState | undefined> {
    const events = await this.reader.events(caseId);
    return events.reduce<CaseState | undefined>((state, event) => evolve(state, event), undefined);
  }
}
