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
  calendarSupervisionOrders,
  CalendarStore,
  isOpen,
  type CalendarCase,
  type CalendarFor,
  type CalendarSupervisionOrder,
  type Pool,
} from '#persistence';
import { Logger } from '@nestjs/common';
import { Context } from '@temporalio/activity';
import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Now } from '../now.js';
import { BatchOutcome } from './batch-outcome.js';

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
      const outcome = new BatchOutcome(this.pool, this.now, this.logger);
      const broken = (kind: Item['kind']) => (id: string, error: unknown) => outcome.broke(kind, id, error);
      const query = { calendarFor, now: this.now(), after, limit, onFailure: broken('case') };
      const { items, next } = await this.cases.page(query);
      // Orders are few: they come with the last of the cases.
      const orders = next ? [] : await this.orders(calendarFor, broken('duty'));
      for (const item of [...items.map(caseItem), ...orders]) {
        Context.current().heartbeat();
        const by = publisher.get(item.calendar.version) ?? NOBODY;
        await outcome.note(item, await this.apply(Context.current().client, item, by));
      }
      return { ...(next && { next }), ...(await outcome.told(next === undefined)) };
    } catch (error) {
      if (error instanceof ApplicationFailure) throw error;
      // What PostgreSQL says of an error may repeat values: only its code goes on.
      const { name, code } = error as Error & { code?: string | number };
      throw ApplicationFailure.retryable(`${name} ${code ?? ''}`.trim(), 'CALENDAR');
    }
  }

  /** The open supervision orders whose due time moves. */
  private async orders(
    calendarFor: CalendarFor,
    onFailure: (id: string, error: unknown) => void,
  ): Promise<Item[]> {
    const items: Item[] = [];
    for await (const order of calendarSupervisionOrders(this.pool, {
      calendarFor,
      now: this.now(),
      onFailure,
    }))
      items.push(supervisionOrderItem(order));
    return items;
  }

  /**
   * The code of why it must be tried again; undefined when it is done.
   *
   * @throws when nothing can be done for any of them: Temporal can't be reached
   */
  private async apply(
    client: Client,
    { id, calendar, send }: Item,
    accountId: string,
  ): Promise<string | undefined> {
    const command: CalendarCommand = {
      type: 'applyCalendar',
      id: calendarCommandId(calendar.version),
      bodyHash: digestJson(calendar),
      actor: { accountId, roles: ['administrator'] },
      calendar,
    };
    try {
      await client.withDeadline(Date.now() + PATIENCE_MS, () => send(client, command));
      return undefined;
    } catch (error) {
      if (isOutage(error)) throw error;
      // It ended meanwhile, or its workflow is lost.
      if (error instanceof WorkflowNotFoundError)
        return (await isOpen(this.pool, id)) ? 'workflow.notRunning' : undefined;
      const code = failureCode(error);
      return NOTHING_TO_DO.includes(code) ? undefined : code;
    }
  }
}

/** It has the calendar, or has ended meanwhile. */
const NOTHING_TO_DO = ['calendar.notNewer', 'case.closed', 'supervisionOrder.ended'];

type CalendarCommand = CommandMeta & { type: 'applyCalendar'; calendar: CalendarBits };

/** A case or an order that a calendar moves. */
interface Item {
  kind: 'case' | 'duty';
  id: string;
  calendar: CalendarBits;
  send(client: Client, command: CalendarCommand): Promise<unknown>;
}

const caseItem = ({ caseId: id, calendar }: CalendarCase): Item => ({
  kind: 'case',
  id,
  calendar,
  send: ({ workflow }, command) =>
    workflow
      .getHandle(caseWorkflowId(id))
      .executeUpdate(commandUpdate, { args: [{ ...command, caseId: id }], updateId: command.id }),
});

const supervisionOrderItem = ({ supervisionOrderId: id, calendar }: CalendarSupervisionOrder): Item => ({
  kind: 'duty',
  id,
  calendar,
  send: ({ workflow }, command) =>
    workflow
      .getHandle(dutyWorkflowId(id))
      .executeUpdate(dutyCommandUpdate, { args: [{ ...command, dutyId: id }], updateId: command.id }),
});

/** gRPC: nobody can be reached, or nobody may: not the fault of the one that was asked. */
const OUTAGES = new Set([7, 14, 16]);
const isOutage = (error: unknown): boolean =>
  [error, (error as Error).cause].some((one) => isGrpcServiceError(one) && OUTAGES.has(one.code));

/** Of a refusal its code; of anything else what it is. What it says may repeat values. */
function failureCode(error: unknown): string {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return 'noAnswer';
  const { name, cause } = error as Error;
  if (!(error instanceof WorkflowUpdateFailedError) || !(cause instanceof ApplicationFailure)) return name;
  if (cause.type !== REFUSED) return cause.type ?? name;
  return (cause.details?.[0] as Refusal).code;
}
