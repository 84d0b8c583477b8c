import {
  calendarCommandId,
  caseWorkflowId,
  commandUpdate,
  REFUSED,
  type CalendarActivities as CalendarContract,
  type CalendarBatch,
} from '#contracts';
import { digestJson } from '#crypto';
import type { Command, Refusal } from '#domain';
import { CalendarCases, calendarIn, CalendarStore, type CalendarCase, type Pool } from '#persistence';
import { Logger } from '@nestjs/common';
import { Context } from '@temporalio/activity';
import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

/** A case answers within milliseconds; one that doesn't must not hold up the others. */
const PATIENCE_MS = 5_000;
/** Stands for the installation where it brought the calendar itself. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Activities of area "calendar". */
export class CalendarActivities implements CalendarContract {
  private readonly logger = new Logger('Calendar');
  private readonly cases: CalendarCases;
  private readonly calendars: CalendarStore;

  constructor(pool: Pool) {
    this.cases = new CalendarCases(pool);
    this.calendars = CalendarStore.on(pool);
  }

  async applyCalendars({ after, limit }: { after?: string; limit: number }): Promise<CalendarBatch> {
    try {
      const current = await this.calendars.current();
      const publisher = new Map(current.map(({ version, publishedBy }) => [version, publishedBy]));
      const calendarFor = (countyId: string) => calendarIn(current, countyId);
      const { items, next } = await this.cases.page({ calendarFor, now: Date.now(), after, limit });
      let left = 0;
      for (const item of items) {
        Context.current().heartbeat();
        const by = publisher.get(item.calendar.version) ?? NOBODY;
        if (!(await this.apply(Context.current().client, item, by))) left += 1;
      }
      return { ...(next && { next }), applied: items.length - left, left };
    } catch (error) {
      if (error instanceof ApplicationFailure) throw error;
      // What PostgreSQL says of an error may repeat values: only its code goes on.
      const { name, code } = error as Error & { code?: string | number };
      throw ApplicationFailure.retryable(`${name} ${code ?? ''}`.trim(), 'CALENDAR');
    }
  }

  /** False when it must be tried again: the case is blocked or didn't answer in time. */
  private async apply(
    client: Client,
    { caseId, calendar }: CalendarCase,
    accountId: string,
  ): Promise<boolean> {
    const command: Command = {
      type: 'applyCalendar',
      id: calendarCommandId(calendar.version),
      bodyHash: digestJson(calendar),
      actor: { accountId, roles: ['administrator'] },
      occurredAt: Date.now(),
      calendar,
    };
    try {
      await client.withDeadline(Date.now() + PATIENCE_MS, () =>
        client.workflow
          .getHandle(caseWorkflowId(caseId))
          .executeUpdate(commandUpdate, { args: [command], updateId: command.id }),
      );
      return true;
    } catch (error) {
      // The case closed meanwhile.
      if (error instanceof WorkflowNotFoundError) return true;
      const refused = refusalCode(error);
      if (refused === undefined && !(error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)) throw error;
      if (refused === 'calendar.notNewer' || refused === 'case.closed') return true;
      this.logger.warn({ caseId, code: refused ?? 'noAnswer', msg: 'the calendar is not applied yet' });
      return false;
    }
  }
}

function refusalCode(error: unknown): string | undefined {
  if (!(error instanceof WorkflowUpdateFailedError)) return undefined;
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure) || cause.type !== REFUSED) return undefined;
  return (cause.details?.[0] as Refusal).code;
}
