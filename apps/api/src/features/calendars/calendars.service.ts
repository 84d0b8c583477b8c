import { addDays, isOff, type CalendarBits, type CalendarDay } from '#domain';
import { CalendarCases, CalendarStore, type Pool, type PublishedCalendar } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type Account, countiesOf } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import type { Page, PageQuery } from '../../platform/paging/index.js';
import { invalidCursor, notFound } from '../../platform/problems/index.js';
import { formatInstant } from '../../platform/validation/index.js';
import type { CalendarSummaryDto, CalendarDto } from './dto/calendar.dto.js';

@Injectable()
export class CalendarsService {
  private readonly store: CalendarStore;

  constructor(
    @Inject(POOL) pool: Pool,
    private readonly cases: CalendarCases,
  ) {
    this.store = CalendarStore.on(pool);
  }

  /** The newest first: the national ones, and those of one's own county. */
  async list(account: Account, { limit, cursor }: PageQuery): Promise<Page<CalendarSummaryDto>> {
    if (cursor !== undefined && !/^\d{1,9}$/.test(cursor)) throw invalidCursor();
    const before = cursor === undefined ? undefined : Number(cursor);
    const rows = await this.store.list(countiesOf(account), before, limit + 1);
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items: items.map(summary), next: last ? String(last.version) : null };
  }

  /** @throws Problem 404 also for a calendar of another county */
  async get(account: Account, version: number): Promise<CalendarDto> {
    const counties = countiesOf(account);
    const found = Number.isSafeInteger(version) ? await this.store.version(version) : undefined;
    if (!found || (found.countyId !== null && !counties.includes(found.countyId))) throw notFound();
    const openCases = await this.cases.inUse(version, counties);
    return { ...summary(found), days: unusualDays(found.bits), openCases };
  }
}

function summary({ version, countyId, bits, publishedAt }: PublishedCalendar): CalendarSummaryDto {
  const { from, days, provisionalFrom } = bits;
  return {
    version,
    countyId,
    from,
    to: addDays(from, days - 1),
    ...(provisionalFrom && { provisionalFrom }),
    publishedAt: formatInstant(publishedAt.getTime()),
  };
}

/** As an announcement would name them, so that what is shown can be edited and sent back. */
function unusualDays(bits: CalendarBits): CalendarDay[] {
  const weekends: CalendarBits = { version: 0, from: bits.from, days: 0, off: '' };
  const dates = Array.from({ length: bits.days }, (_, i) => addDays(bits.from, i));
  return dates
    .filter((date) => isOff(bits, date) !== isOff(weekends, date))
    .map((date) => ({ date, kind: isOff(bits, date) ? ('holiday' as const) : ('makeUp' as const) }));
}
