import { foldDuty, movedBy, type CalendarBits, type DutyTimes, type Instant } from '#domain';
import type { Queryable } from '../pool.js';
import { dutyEvents } from '../read/duties.js';
import type { CalendarCasesQuery } from './calendar-cases.js';

type Dates = Partial<DutyTimes> & { dueAt: Instant };

/** An open supervision order of which a calendar moves the due time. */
export interface CalendarSupervisionOrder {
  supervisionOrderId: string;
  caseId: string;
  /** Of the case. */
  number: string;
  calendar: CalendarBits;
  before: Dates;
  after: Dates;
}

/** In the order of ids. There are few of them: each open one is asked, by the rules that move it. */
export async function* calendarSupervisionOrders(
  db: Queryable,
  {
    calendarFor,
    now,
    onFailure,
    ...which
  }: Pick<CalendarCasesQuery, 'calendarFor' | 'now' | 'onFailure'> & Which,
): AsyncGenerator<CalendarSupervisionOrder> {
  for await (const { id: supervisionOrderId, caseId, number, countyId } of openSupervisionOrders(db, which)) {
    const calendar = calendarFor(countyId);
    if (!calendar) continue;
    const events = await dutyEvents(db, supervisionOrderId);
    let order: CalendarSupervisionOrder | undefined;
    try {
      const before = foldDuty(events);
      const after = before && movedBy(calendar, before, now);
      order = after && { supervisionOrderId, caseId, number, calendar, before, after };
    } catch (error) {
      onFailure?.(supervisionOrderId, error);
    }
    if (order) yield order;
  }
}

interface OpenSupervisionOrder {
  id: string;
  caseId: string;
  number: string;
  countyId: string;
}

type Which = Pick<CalendarCasesQuery, 'countyIds' | 'unrestricted'>;

async function* openSupervisionOrders(
  db: Queryable,
  { countyIds, unrestricted = false }: Which,
): AsyncGenerator<OpenSupervisionOrder> {
  for (let after: string | undefined; ;) {
    const { rows } = await db.query<OpenSupervisionOrder>(
      `SELECT d.id, d.case_id AS "caseId", c.number, d.county_id AS "countyId"
       FROM duty_row d JOIN case_row c ON c.id = d.case_id
       WHERE d.status = 'open' AND ($1::uuid IS NULL OR d.id > $1)
         AND ($2::uuid[] IS NULL OR d.county_id = ANY ($2)) AND NOT ($3::boolean AND c.restricted)
       ORDER BY d.id LIMIT $4`,
      [after ?? null, countyIds ?? null, unrestricted, PAGE],
    );
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.id;
  }
}

const PAGE = 200;
