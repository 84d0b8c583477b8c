import { type Deadline, type DutyState, explainDuty, foldDuty, RETURNS_LIMIT, type Instant } from '#domain';
import { type Language, translate } from '#i18n';
import { dutyEvents, type DutyItem, findParked, listDuties, type Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type Account, Scope } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import type { Page } from '../../platform/paging/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant, formatOptional } from '../../platform/validation/index.js';
import {
  deadlineDto,
  dueDto,
  type NameBook,
  type NamedDue,
  NamesService,
  placeDto,
  placeIds,
  TimelineService,
  withoutBodies,
} from '../cases/index.js';
import type {
  SupervisionOrderDetailDto,
  SupervisionOrderDto,
  SupervisionOrdersQueryDto,
} from './dto/supervision-order.dto.js';

/** Orders as they are shown, with the names that belong to their ids. */
@Injectable()
export class SupervisionOrderViewsService {
  constructor(
    private readonly names: NamesService,
    private readonly timeline: TimelineService,
    private readonly clock: Clock,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async list(
    account: Account,
    { state, villageId, caseId, limit, cursor }: SupervisionOrdersQueryDto,
  ): Promise<Page<SupervisionOrderDto>> {
    const now = this.clock.now();
    const { items, next } = await listDuties(this.pool, {
      scope: new Scope(account).cases(),
      group: state,
      now,
      ...(villageId && { villageId }),
      ...(caseId && { caseId }),
      limit,
      ...(cursor && { after: cursor }),
    });
    const names = await this.namesIn(items);
    return { items: items.map((item) => supervisionOrderDto(item, names, now)), next: next ?? null };
  }

  async detail(order: DutyItem): Promise<SupervisionOrderDetailDto> {
    const events = await dutyEvents(this.pool, order.id);
    const state = foldDuty(events);
    if (!state) throw new Error('a recorded order has no events');
    const [names, timeline, parked] = await Promise.all([
      this.namesIn([order]),
      this.timeline.itemsOf(events.map(withoutBodies)),
      findParked(this.pool, order.id),
    ]);
    const now = this.clock.now();
    const stands = {
      overdue: state.status === 'open' && state.dueAt <= now,
      governs: true,
      due: dueDto(state.calendar, state.dueAt, now),
    };
    return {
      ...supervisionOrderDto(order, names, now),
      blocked: parked !== undefined,
      deadline: deadlineDto(explained(state), named, stands),
      timeline,
    };
  }

  private namesIn(orders: readonly DutyItem[]): Promise<NameBook> {
    return this.names.book({
      accounts: orders.flatMap(({ issuer, answeredBy, to }) => [
        issuer,
        answeredBy,
        'accountId' in to ? to.accountId : undefined,
      ]),
      organisation: orders.flatMap(({ place }) => placeIds(place)),
    });
  }
}

function explained(state: DutyState): Deadline {
  const { calendar, startedAt: start, term, dueAt, remindAt, alertAt, to, issuer } = state;
  const addressee = 'role' in to ? { owner: to.role } : { assignee: to.accountId, as: 'addressee' as const };
  return explainDuty(calendar, { start, term, dueAt }, [
    ...(remindAt ? [{ at: remindAt, ...addressee }] : []),
    ...(alertAt ? [{ at: alertAt, assignee: issuer, as: 'issuer' as const }] : []),
  ]);
}

const named = (language: Language): NamedDue => ({
  name: translate('deadline.name.supervisionOrder', language),
  stepName: (step) => step,
});

function supervisionOrderDto(order: DutyItem, names: NameBook, now: Instant): SupervisionOrderDto {
  const { id, kind, caseId, step, level, issuer, to, status, returns, version, place } = order;
  const { issuedAt, dueAt, answeredAt, answeredBy, endedAt } = order;
  return {
    id,
    kind,
    case: { id: caseId, ...order.case, place: placeDto(place, names) },
    step,
    level,
    issuer: names.of(issuer),
    to: 'role' in to ? { role: to.role } : { account: names.of(to.accountId) },
    status,
    overdue: status === 'open' && dueAt <= now,
    returns,
    returnsLeft: RETURNS_LIMIT - returns,
    issuedAt: formatInstant(issuedAt),
    dueAt: formatInstant(dueAt),
    answeredAt: formatOptional(answeredAt),
    answeredBy: names.maybe(answeredBy),
    endedAt: formatOptional(endedAt),
    version,
  };
}
