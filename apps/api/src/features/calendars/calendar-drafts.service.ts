import { CALENDAR_WORKFLOW, calendarWorkflowId, type CalendarWorkflowInput } from '#contracts';
import { TemporalConfig } from '#config';
import { changedDays, refuse, type CalendarBits, type CalendarDay, type Refusal } from '#domain';
import {
  CalendarCases,
  CalendarDraftStaleError,
  calendarIn,
  calendarSupervisionOrders,
  CalendarStore,
  countyCalendars,
  type CalendarDraft,
  type Pool,
} from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { Client, isGrpcServiceError } from '@temporalio/client';
import { v7 as uuidv7 } from 'uuid';
import { type Account, Scope } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import { type Idempotency, IdempotentWritesService } from '../../platform/idempotency/index.js';
import { afterId } from '../../platform/paging/index.js';
import { notFound, Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { daysOfCsv } from './calendar-csv.js';
import { daysOfNotice } from './holiday-notice.js';
import type {
  CalendarDraftDto,
  CalendarPreviewDto,
  CalendarPublicationDto,
  MovedSupervisionOrderDto,
  NewCalendarDraftDto,
  PreviewQueryDto,
} from './dto/calendar.dto.js';
import { describeCase, describeDraft, describeSupervisionOrder } from './views.js';

/** Drafts, what they would change, and their publication. */
@Injectable()
export class CalendarDraftsService {
  private readonly store: CalendarStore;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly cases: CalendarCases,
    private readonly writes: IdempotentWritesService,
    private readonly clock: Clock,
    private readonly client: Client,
    private readonly temporal: TemporalConfig,
  ) {
    this.store = CalendarStore.on(pool);
  }

  /** @throws Problem 403, 422 with all that is wrong */
  async create(
    account: Account,
    idempotency: Idempotency,
    {
      countyId = null,
      years,
      provisionalYears,
      days = [],
      csv,
      notice,
      replace,
    }: WithCounty<NewCalendarDraftDto>,
  ): Promise<CalendarDraftDto> {
    if (!mayPublish(account, countyId)) throw new Problem('auth.roleMissing');
    const read = daysOfCsv(csv ?? '');
    const announced = daysOfNotice(notice ?? '', years?.[0]);
    const entered = days.map(({ date, kind }) => ({ date, kind }));
    const named: CalendarDay[] = [...entered, ...read.days, ...announced.days];
    const { basedOn, ownDays } = await this.store.basis(countyId);
    const kept = replace ? [] : ownDays.filter(({ date }) => named.every((day) => day.date !== date));
    const all = [...named, ...kept];
    const edit =
      countyId === null
        ? { years: years ?? [], ...(provisionalYears && { provisionalYears }), days: all }
        : { days: all };
    const edited = await this.store.drafted(countyId, edit);
    const refusals = [
      ...(countyId !== null && years ? [refuse('calendar.yearsNotCounty', {}, '/years').refusal] : []),
      ...read.refusals,
      ...announced.refusals,
      ...('refusals' in edited ? edited.refusals.map((one) => inCsv(one, days.length, read.lines)) : []),
    ];
    if (refusals.length > 0) throw refused(refusals);
    const id = await this.writes.once(idempotency, async (manager) => {
      const draftId = uuidv7();
      const createdAt = new Date(this.clock.now());
      await new CalendarStore(manager).saveDraft({
        id: draftId,
        countyId,
        edit,
        basedOn,
        createdAt,
        createdBy: account.id,
      });
      return draftId;
    });
    return this.get(account, id);
  }

  async get(account: Account, id: string): Promise<CalendarDraftDto> {
    return describeDraft(await this.find(account, id));
  }

  /** @throws Problem 404, 409 when it is published, or another one was published since it was made */
  async preview(account: Account, id: string, query: PreviewQueryDto): Promise<CalendarPreviewDto> {
    const draft = await this.find(account, id);
    if (draft.publishedVersion !== null) throw new Problem('calendar.published');
    const current = await this.store.current();
    const edited = await this.store.drafted(draft.countyId, draft.edit);
    if ('refusals' in edited || (await this.store.isStale(draft))) throw stale();
    const { calendar } = edited;
    const calendarFor = (countyId: string): CalendarBits | undefined => {
      if (draft.countyId !== null) return countyId === draft.countyId ? calendar : undefined;
      const own = countyCalendars(current, calendar).find((county) => county.countyId === countyId);
      return own?.bits ?? calendar;
    };
    // All that moves is shown, in every county where it does; restricted cases are nobody's here.
    const counties = draft.countyId === null ? {} : { countyIds: [draft.countyId] };
    const concerned = { calendarFor, ...counties, unrestricted: true, now: this.clock.now() };
    const { limit } = query;
    const [openCases, page] = await Promise.all([
      this.cases.count(concerned),
      this.cases.page({ ...concerned, after: afterId(query), limit }),
    ]);
    const orders: MovedSupervisionOrderDto[] = [];
    // They are few: as publishing takes them, they come with the last of the cases.
    if (!page.next)
      for await (const order of calendarSupervisionOrders(this.pool, concerned))
        orders.push(describeSupervisionOrder(order));
    const before = calendarIn(current, draft.countyId ?? '');
    return {
      changedDays: before ? changedDays(before, calendar) : [],
      openCases,
      items: page.items.flatMap((item) => describeCase(item) ?? []),
      orders,
      next: page.next ? Buffer.from(page.next, 'utf8').toString('base64url') : null,
    };
  }

  /**
   * Publishes, then begins to bring it to the cases. If Temporal can't be reached in between, a repeat goes on there;
   * until then every case takes the newest calendar up with its next action.
   *
   * @throws Problem 404, 409 `calendar.draftStale`, 503
   */
  async publish(account: Account, idempotency: Idempotency, id: string): Promise<CalendarPublicationDto> {
    await this.find(account, id);
    const version = Number(
      await this.writes
        .once(idempotency, async (manager) =>
          String(await new CalendarStore(manager).publish(id, this.clock.now(), account.id)),
        )
        .catch((error: unknown) => {
          throw error instanceof CalendarDraftStaleError ? stale() : error;
        }),
    );
    await this.bring(version);
    return { version };
  }

  private async bring(version: number): Promise<void> {
    const input: CalendarWorkflowInput = { version };
    try {
      await this.client.workflow.start(CALENDAR_WORKFLOW, {
        workflowId: calendarWorkflowId(version),
        taskQueue: this.temporal.taskQueue,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
    } catch (error) {
      const cause = [error, (error as Error).cause].find((one) => isGrpcServiceError(one));
      if (!cause) throw error;
      throw new Problem('server.unavailable', {}, undefined, { headers: { 'retry-after': '5' }, cause });
    }
  }

  private async find(account: Account, id: string): Promise<CalendarDraft> {
    const draft = await this.store.draft(id);
    if (!draft || !mayPublish(account, draft.countyId)) throw notFound();
    return draft;
  }
}

type WithCounty<T extends { countyId?: string }> = Omit<T, 'countyId'> & { countyId?: string | null };

/** The national one moves the dates of all counties: a system administrator; a county's own: its administrator or staff. */
function mayPublish(account: Account, countyId: string | null): boolean {
  const { memberships } = account;
  if (countyId === null) return memberships.some(({ role }) => role === 'systemAdmin');
  const roles = new Scope(account).rolesAt({ countyId });
  return roles.includes('administrator') || roles.includes('county');
}

const stale = (): Problem => new Problem('calendar.draftStale');

const refused = (refusals: readonly Refusal[]): Problem =>
  new Problem('calendar.invalid', {}, undefined, {
    errors: refusals.map(({ code, params, path = '' }) => ({ code, path, ...(params && { params }) })),
  });

/** What is wrong with a day of the CSV is told by its line; with one of the announcement by its date. */
function inCsv(refusal: Refusal, listed: number, lines: readonly number[]): Refusal {
  const index = Number(/^\/days\/(\d+)\//.exec(refusal.path ?? '')?.[1] ?? -1);
  if (index < listed) return refusal;
  const line = lines[index - listed];
  if (line === undefined) return { ...refusal, path: '/notice' };
  return { ...refusal, path: '/csv', params: { ...refusal.params, line } };
}
