import { digestJson } from '#crypto';
import {
  addDays,
  isOff,
  overridden,
  prolonged,
  settledUntil,
  withOverride,
  withYears,
  type CalendarBits,
  type CalendarDay,
  type EditedCalendar,
  type Instant,
  type LocalDate,
} from '#domain';
import type { EntityManager } from 'typeorm';
import type { Pool } from '../pool.js';
import type { CalendarEdit } from '../catalogue/catalogue.entities.js';

/** As much of a data source or of a transaction as is needed. */
type Db = Pick<EntityManager, 'query'>;

export interface PublishedCalendar {
  version: number;
  countyId: string | null;
  bits: CalendarBits;
  edit: CalendarEdit | null;
  digest: string;
  publishedAt: Date;
  publishedBy: string | null;
}

export interface CalendarDraft {
  id: string;
  countyId: string | null;
  edit: CalendarEdit;
  /** The newest version that held for whom it is meant when it was made. */
  basedOn: number;
  createdAt: Date;
  createdBy: string;
  publishedVersion: number | null;
}

/** Another calendar was published since the draft was made. */
export class CalendarDraftStaleError extends Error {
  override readonly name = 'CalendarDraftStaleError';
}

const VERSION = `version, county_id AS "countyId", bits, edit, digest, published_at AS "publishedAt",
  published_by AS "publishedBy"`;
const DRAFT = `id, county_id AS "countyId", edit, based_on AS "basedOn", created_at AS "createdAt",
  created_by AS "createdBy", published_version AS "publishedVersion"`;

/** Published calendars and drafts. Versions of all calendars count in one row, so that newer is always greater. */
export class CalendarStore {
  constructor(private readonly db: Db) {}

  /** For reading. */
  static on(pool: Pool): CalendarStore {
    return new CalendarStore({
      query: async (sql: string, values?: unknown[]) => (await pool.query(sql, values)).rows as never,
    });
  }

  /** The newest first: the national ones and those of the counties. */
  async list(
    countyIds: readonly string[],
    before: number | undefined,
    limit: number,
  ): Promise<PublishedCalendar[]> {
    return this.db.query<PublishedCalendar[]>(
      `SELECT ${VERSION} FROM calendar_version
       WHERE ($1::integer IS NULL OR version < $1) AND (county_id IS NULL OR county_id = ANY ($3::uuid[]))
       ORDER BY version DESC LIMIT $2`,
      [before ?? null, limit, countyIds],
    );
  }

  async version(version: number): Promise<PublishedCalendar | undefined> {
    const [row] = await this.db.query<PublishedCalendar[]>(
      `SELECT ${VERSION} FROM calendar_version WHERE version = $1`,
      [version],
    );
    return row;
  }

  /** The newest national one, and the newest of each county that has its own. */
  async current(): Promise<PublishedCalendar[]> {
    return this.db.query<PublishedCalendar[]>(
      `SELECT DISTINCT ON (county_id) ${VERSION} FROM calendar_version ORDER BY county_id, version DESC`,
    );
  }

  async draft(id: string): Promise<CalendarDraft | undefined> {
    const [row] = await this.db.query<CalendarDraft[]>(`SELECT ${DRAFT} FROM calendar_draft WHERE id = $1`, [
      id,
    ]);
    return row;
  }

  /** What the draft would make, for whom: the national one with every county's own anew, or one county's. */
  async drafted(countyId: string | null, edit: CalendarEdit): Promise<EditedCalendar> {
    const current = await this.current();
    const version = Math.max(0, ...current.map((one) => one.version)) + 1;
    const national = current.find((one) => one.countyId === null);
    if (!national) throw new Error('no national calendar is published');
    return countyId === null
      ? withYears(national.bits, { years: [], ...edit }, version)
      : withOverride(national.bits, edit.days, version);
  }

  /** Whether another calendar was published since for whom it is meant. */
  async isStale({ countyId, basedOn }: CalendarDraft): Promise<boolean> {
    return newestFor(countyId, await this.current()) !== basedOn;
  }

  /** What a draft goes on from: the newest version, and the county's own days but make-up days that all work by now. */
  async basis(countyId: string | null): Promise<{ basedOn: number; ownDays: CalendarDay[] }> {
    const current = await this.current();
    const national = calendarIn(current, null);
    const own = countyId === null ? [] : (current.find((one) => one.countyId === countyId)?.edit?.days ?? []);
    return {
      basedOn: newestFor(countyId, current),
      ownDays: own.filter(({ date, kind }) => kind === 'holiday' || (national && isOff(national, date))),
    };
  }

  async saveDraft(draft: Omit<CalendarDraft, 'publishedVersion'>): Promise<void> {
    await this.db.query(
      `INSERT INTO calendar_draft (id, county_id, edit, based_on, created_at, created_by)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [draft.id, draft.countyId, JSON.stringify(draft.edit), draft.basedOn, draft.createdAt, draft.createdBy],
    );
  }

  /**
   * Publishes within the caller's transaction; publishing once more changes nothing.
   *
   * @returns the version, the national one or the county's
   * @throws CalendarDraftStaleError
   */
  async publish(draftId: string, at: Instant, by: string): Promise<number> {
    await this.db.query('LOCK TABLE calendar_version IN SHARE ROW EXCLUSIVE MODE');
    const draft = await this.draft(draftId);
    if (!draft) throw new Error(`no draft ${draftId}`);
    if (draft.publishedVersion !== null) return draft.publishedVersion;
    const current = await this.current();
    if (newestFor(draft.countyId, current) !== draft.basedOn) throw new CalendarDraftStaleError(draftId);
    const edited = await this.drafted(draft.countyId, draft.edit);
    if ('refusals' in edited) throw new CalendarDraftStaleError(draftId);
    const { calendar } = edited;
    await this.insert(calendar, draft.countyId, draft.edit, at, by);
    if (draft.countyId === null)
      for (const county of countyCalendars(current, calendar))
        await this.insert(county.bits, county.countyId, county.edit, at, by);
    await this.db.query('UPDATE calendar_draft SET published_version = $2 WHERE id = $1', [
      draftId,
      calendar.version,
    ]);
    return calendar.version;
  }

  /**
   * Publishes what the installation itself brings: years that are missing until `until`, and those announced meanwhile
   * that were a guess. What people have published as announced stays as it is. Within the caller's transaction; the
   * worker brings it to open cases.
   */
  async prolong(until: LocalDate, fresh: (version: number) => CalendarBits, at: Instant): Promise<void> {
    await this.db.query('LOCK TABLE calendar_version IN SHARE ROW EXCLUSIVE MODE');
    const current = await this.current();
    const national = current.find((one) => one.countyId === null);
    const next = fresh(Math.max(0, ...current.map((one) => one.version)) + 1);
    if (national && !bringsMore(national.bits, next, until)) return;
    const calendar = national ? prolonged(national.bits, next) : next;
    await this.insert(calendar, null, null, at, null);
    for (const { bits, countyId, edit } of countyCalendars(current, calendar))
      await this.insert(bits, countyId, edit, at, null);
  }

  private async insert(
    bits: CalendarBits,
    countyId: string | null,
    edit: CalendarEdit | null,
    at: Instant,
    by: string | null,
  ): Promise<void> {
    await this.db.query(
      `INSERT INTO calendar_version (version, county_id, bits, edit, digest, published_at, published_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        bits.version,
        countyId,
        JSON.stringify(bits),
        edit && JSON.stringify(edit),
        digestJson(bits),
        new Date(at),
        by,
      ],
    );
  }
}

const bringsMore = (national: CalendarBits, next: CalendarBits, until: LocalDate): boolean =>
  addDays(national.from, national.days - 1) < until || settledUntil(next) > settledUntil(national);

const newestFor = (countyId: string | null, current: readonly PublishedCalendar[]): number =>
  Math.max(
    0,
    ...current.filter((one) => one.countyId === null || one.countyId === countyId).map((one) => one.version),
  );

/** Every county's own days over a new national calendar, numbered after it. */
export function countyCalendars(
  current: readonly PublishedCalendar[],
  national: CalendarBits,
): { countyId: string; edit: CalendarEdit; bits: CalendarBits }[] {
  return current
    .flatMap(({ countyId, edit }) => (countyId !== null && edit ? [{ countyId, edit }] : []))
    .map((county, i) => ({
      ...county,
      bits: overridden(national, county.edit.days, national.version + 1 + i),
    }));
}

/** Which calendar holds in a county, of the newest ones. */
export const calendarIn = (
  current: readonly { countyId: string | null; bits: CalendarBits }[],
  countyId: string | null,
): CalendarBits | undefined =>
  current
    .filter((one) => one.countyId === null || one.countyId === countyId)
    .map(({ bits }) => bits)
    .reduce<CalendarBits | undefined>((a, b) => (a && a.version > b.version ? a : b), undefined);
