import {
  calendarCommandId,
  caseWorkflowId,
  commandUpdate,
  dutyCommandUpdate,
  dutyWorkflowId,
  REFUSED,
  type CalendarActivities as CalendarContract,
  type CalendarBatch,
} from '#contracts';
import { digestJson } from '#crypto';
import type { CalendarBits, CommandMeta, Refusal } from '#domain';
import {
  CalendarCases,
  calendarIn,
  calendarOrders,
  CalendarStore,
  type CalendarCase,
  type CalendarFor,
  type CalendarOrder,
  type Pool,
} from '#persistence';
import { Logger } from '@nestjs/common';
import { Context } from '@temporalio/activity';
import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Now } from '../now.js';

/** A case answers within milliseconds; one that doesn't must not hold up the others. */
const PATIENCE_MS = 5_000;
/** Stands for the installation where it brought the calendar itself. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Activities of area "calendar". */
export class CalendarActivities implements CalendarContract {
  private readonly logger = new Logger('Calendar');
  private readonly cases: CalendarCases;
  private readonly calendars: CalendarStore;

  constructor(
    private readonly pool: Pool,
    private readonly now: Now = Date.now,
  ) {
    this.cases = new CalendarCases(pool);
    this.calendars = CalendarStore.on(pool);
  }

  async applyCalendars({ after, limit }: { after?: string; limit: number }): Promise<CalendarBatch> {
    try {
      const current = await this.calendars.current();
      const publisher = new Map(current.map(({ version, publishedBy }) => [version, publishedBy]));
      const calendarFor = (countyId: string) => calendarIn(current, countyId);
      const { items, next } = await this.cases.page({ calendarFor, now: this.now(), after, limit });
      // Orders are few: they come with the last of the cases.
      const orders = next ? [] : await this.orders(calendarFor);
      let left = 0;
      for (const item of [...items.map(caseItem), ...orders]) {
        Context.current().heartbeat();
        const by = publisher.get(item.calendar.version) ?? NOBODY;
        if (!(await this.apply(Context.current().client, item, by))) left += 1;
      }
      return { ...(next && { next }), applied: items.length + orders.length - left, left };
    } catch (error) {
      if (error instanceof ApplicationFailure) throw error;
      // What PostgreSQL says of an error may repeat values: only its code goes on.
      const { name, code } = error as Error & { code?: string | number };
      throw ApplicationFailure.retryable(`${name} ${code ?? ''}`.trim(), 'CALENDAR');
    }
  }

  /** The open supervision orders whose due time moves. */
  private async orders(calendarFor: CalendarFor): Promise<Item[]> {
    const items: Item[] = [];
    for await (const order of calendarOrders(this.pool, { calendarFor, now: this.now() }))
      items.push(orderItem(order));
    return items;
  }

  /** False when it must be tried again: it is blocked or didn't answer in time. */
  private async apply(client: Client, { id, calendar, send }: Item, accountId: string): Promise<boolean> {
    const command: CalendarCommand = {
      type: 'applyCalendar',
      id: calendarCommandId(calendar.version),
      bodyHash: digestJson(calendar),
      actor: { accountId, roles: ['administrator'] },
      calendar,
    };
    try {
      await client.withDeadline(Date.now() + PATIENCE_MS, () => send(client, command));
      return true;
    } catch (error) {
      // It ended meanwhile.
      if (error instanceof WorkflowNotFoundError) return true;
      const refused = refusalCode(error);
      if (refused === undefined && !(error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)) throw error;
      if (refused !== undefined && NOTHING_TO_DO.includes(refused)) return true;
      this.logger.warn({ id, code: refused ?? 'noAnswer', msg: 'the calendar is not applied yet' });
      return false;
    }
  }
}

/** It has the calendar, or has ended meanwhile. */
const NOTHING_TO_DO = ['calendar.notNewer', 'case.closed', 'order.ended'];

type CalendarCommand = CommandMeta & { type: 'applyCalendar'; calendar: CalendarBits };

/** A case or an order that a calendar moves. */
interface Item {
  id: string;
  calendar: CalendarBits;
  send(client: Client, command: CalendarCommand): Promise<unknown>;
}

const caseItem = ({ caseId: id, calendar }: CalendarCase): Item => ({
  id,
  calendar,
  send: ({ workflow }, command) =>
    workflow
      .getHandle(caseWorkflowId(id))
      .executeUpdate(commandUpdate, { args: [{ ...command, caseId: id }], updateId: command.id }),
});

const orderItem = ({ orderId: id, calendar }: CalendarOrder): Item => ({
  id,
  calendar,
  send: ({ workflow }, command) =>
    workflow
      .getHandle(dutyWorkflowId(id))
      .executeUpdate(dutyCommandUpdate, { args: [{ ...command, dutyId: id }], updateId: command.id }),
});

function refusalCode(error: unknown): string | undefined {
  if (!(error instanceof WorkflowUpdateFailedError)) return undefined;
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure) || cause.type !== REFUSED) return undefined;
  return (cause.details?.[0] as Refusal).code;
}
