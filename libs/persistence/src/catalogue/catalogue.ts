import { digestJson } from '#crypto';
import type { CalendarBits, Instant, Procedure } from '#domain';
import {
  IsNull,
  MoreThan,
  type DataSource,
  type EntityManager,
  type EntityTarget,
  type FindOptionsWhere,
  type ObjectLiteral,
} from 'typeorm';
import { CalendarVersionEntity, ProcedureVersionEntity } from './catalogue.entities.js';

/** This version was published before with another content; a change is a new version. */
export class AlreadyPublishedError extends Error {
  override readonly name = 'AlreadyPublishedError';
}

/** What was published: procedures and calendars of working days, by version, never changed. */
export class Catalogue {
  constructor(private readonly dataSource: DataSource | EntityManager) {}

  /**
   * Verified procedures only. Publishing the same once more changes nothing.
   *
   * @throws AlreadyPublishedError
   */
  async publishProcedure(body: Procedure, at: Instant, publishedBy?: string): Promise<void> {
    const { key, version } = body;
    await this.publish(
      ProcedureVersionEntity,
      { key, version },
      {
        key,
        version,
        body,
        digest: digestJson(body),
        publishedAt: new Date(at),
        publishedBy: publishedBy ?? null,
      },
    );
  }

  /**
   * Publishing the same once more changes nothing.
   *
   * @throws AlreadyPublishedError
   */
  async publishCalendar(bits: CalendarBits, at: Instant, publishedBy?: string): Promise<void> {
    const { version } = bits;
    await this.publish(
      CalendarVersionEntity,
      { version },
      {
        version,
        bits,
        countyId: null,
        edit: null,
        digest: digestJson(bits),
        publishedAt: new Date(at),
        publishedBy: publishedBy ?? null,
      },
    );
  }

  /** The newest version, or the one named. */
  async procedure(key: string, version?: number): Promise<Procedure | undefined> {
    const row = await this.dataSource.getRepository(ProcedureVersionEntity).findOne({
      where: { key, ...(version !== undefined && { version }) },
      order: { version: 'DESC' },
    });
    return row?.body;
  }

  /** The newest version of each. */
  async procedures(): Promise<Procedure[]> {
    const rows = await this.dataSource
      .getRepository(ProcedureVersionEntity)
      .createQueryBuilder('p')
      .distinctOn(['p.key'])
      .orderBy('p.key')
      .addOrderBy('p.version', 'DESC')
      .getMany();
    return rows.map((row) => row.body);
  }

  /** The newest of the whole country. */
  nationalCalendar(): Promise<CalendarBits | undefined> {
    return this.newest([{ countyId: IsNull() }]);
  }

  /** By which somebody counts who works in these counties: that of the county; of several, the country's. */
  calendarOf(countyIds: readonly string[]): Promise<CalendarBits | undefined> {
    const [only, ...others] = new Set(countyIds);
    return only === undefined || others.length > 0 ? this.nationalCalendar() : this.calendar(only);
  }

  /** The newest that holds in the county: its own, once it has one, for each national one makes a county's anew. */
  calendar(countyId: string): Promise<CalendarBits | undefined> {
    return this.newest([{ countyId: IsNull() }, { countyId }]);
  }

  /** The newest version of a procedure, and the {@link calendar} of a county, in one look: every opening asks for both. */
  async forOpening(
    key: string,
    countyId: string,
  ): Promise<{ procedure: Procedure | null; calendar: CalendarBits | null }> {
    const [row] = await this.dataSource.query<
      { procedure: Procedure | null; calendar: CalendarBits | null }[]
    >(
      `SELECT (SELECT body FROM procedure_version WHERE key = $1 ORDER BY version DESC LIMIT 1) AS procedure,
         (SELECT bits FROM calendar_version WHERE county_id IS NULL OR county_id = $2::uuid
          ORDER BY version DESC LIMIT 1) AS calendar`,
      [key, countyId],
    );
    return row!;
  }

  /** That of {@link calendar}, if the case counts by an older one. */
  newerCalendar(countyId: string, version: number): Promise<CalendarBits | undefined> {
    return this.newest([
      { countyId: IsNull(), version: MoreThan(version) },
      { countyId, version: MoreThan(version) },
    ]);
  }

  private async newest(where: FindOptionsWhere<CalendarVersionEntity>[]): Promise<CalendarBits | undefined> {
    const [row] = await this.dataSource
      .getRepository(CalendarVersionEntity)
      .find({ where, order: { version: 'DESC' }, take: 1 });
    return row?.bits;
  }

  private async publish<T extends ObjectLiteral & { digest: string }>(
    entity: EntityTarget<T>,
    key: FindOptionsWhere<T>,
    row: T,
  ): Promise<void> {
    const repository = this.dataSource.getRepository(entity);
    await repository.createQueryBuilder().insert().values(row).orIgnore().execute();
    const published = await repository.findOneByOrFail(key);
    if (published.digest !== row.digest)
      throw new AlreadyPublishedError(`${JSON.stringify(key)} was published with another content`);
  }
}
