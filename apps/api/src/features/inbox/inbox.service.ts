import { addDays, dateOf, dueAfter, nudgeRefusal, startOfDay } from '#domain';
import {
  CaseReader,
  Catalogue,
  type DueSpan,
  type InboxCase,
  type InboxItem,
  type InboxSupervisionOrder,
} from '#persistence';
import { Injectable } from '@nestjs/common';
import { actorAt, type Account, countiesOf, Scope } from '../../platform/auth/index.js';
import type { Page, PageQuery } from '../../platform/paging/index.js';
import { Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant, formatOptional } from '../../platform/validation/index.js';
import { isOverdue, type NameBook, NamesService, placeDto, placeIds } from '../cases/index.js';
import type {
  InboxCaseDto,
  InboxCountsDto,
  InboxGroup,
  InboxItemDto,
  InboxQueryDto,
  WaitingItemDto,
} from './dto/inbox.dto.js';

/** What falls due within these working days stands in the second group. */
const SOON = '3wd';

@Injectable()
export class InboxService {
  constructor(
    private readonly reader: CaseReader,
    private readonly catalogue: Catalogue,
    private readonly names: NamesService,
    private readonly clock: Clock,
  ) {}

  async of(account: Account, { limit, cursor, group }: InboxQueryDto): Promise<Page<InboxItemDto>> {
    const { items, next } = await this.reader.inbox({
      scope: new Scope(account).cases(),
      now: this.clock.now(),
      ...(group && { due: (await this.groups(account))[group] }),
      limit,
      ...(cursor && { after: cursor }),
    });
    const names = await this.namesIn(items);
    const now = this.clock.now();
    return { items: items.map((item) => itemDto(item, account, names, now)), next: next ?? null };
  }

  async counts(account: Account): Promise<InboxCountsDto> {
    const now = this.clock.now();
    const [groups, due] = await Promise.all([
      this.groups(account),
      this.reader.inboxDueTimes({ scope: new Scope(account).cases(), now }),
    ]);
    const within = ({ after = -Infinity, upTo = Infinity }: DueSpan): number =>
      due.filter(({ dueAt }) => dueAt > after && dueAt <= upTo).length;
    return {
      // Nothing is late during a pause, nor what was answered.
      overdue: due.filter(({ dueAt, running }) => dueAt <= now && running).length,
      today: within(groups.today),
      soon: within(groups.soon),
      later: within(groups.later),
    };
  }

  async waiting(account: Account, { limit, cursor }: PageQuery): Promise<Page<WaitingItemDto>> {
    const now = this.clock.now();
    const { items, next } = await this.reader.waitingForOthers({
      scope: new Scope(account).cases(),
      now,
      limit,
      ...(cursor && { after: cursor }),
    });
    const names = await this.namesIn(items);
    return {
      items: items.map((item) => {
        const dto = stepDto(item, account, names, now);
        const actor = actorAt(account, item.case.place);
        const nudge =
          dto.overdue && !nudgeRefusal(actor, { ...item, key: item.step }, item.pendingDepartments, now);
        return { ...dto, assignee: names.assignee(item.assignee), nudge };
      }),
      next: next ?? null,
    };
  }

  /** Today is what is overdue or falls due before the day ends; nothing is in two groups. */
  private async groups(account: Account): Promise<Record<InboxGroup, DueSpan>> {
    const calendar = await this.catalogue.calendarOf(countiesOf(account));
    if (!calendar) throw new Problem('server.notSetUp');
    const now = this.clock.now();
    const endOfDay = startOfDay(addDays(dateOf(now), 1));
    const endOfSoon = dueAfter(calendar, now, SOON);
    return {
      today: { upTo: endOfDay },
      soon: { after: endOfDay, upTo: endOfSoon },
      later: { after: endOfSoon },
    };
  }

  private namesIn(items: readonly (InboxItem | InboxSupervisionOrder)[]): Promise<NameBook> {
    return this.names.book({
      accounts: items.map((item) => ('supervisionOrder' in item ? undefined : item.assignee)),
      organisation: items.flatMap((item) => [
        ...placeIds(item.case.place),
        ...('supervisionOrder' in item ? [] : (item.pendingDepartments ?? [])),
      ]),
    });
  }
}

function itemDto(
  item: InboxItem | InboxSupervisionOrder,
  account: Account,
  names: NameBook,
  now: number,
): InboxItemDto {
  return 'supervisionOrder' in item
    ? supervisionOrderDto(item, account, names, now)
    : stepDto(item, account, names, now);
}

function stepDto(item: InboxItem, account: Account, names: NameBook, now: number): InboxItemDto {
  const {
    caseId,
    step,
    kind,
    visit,
    owner,
    assignee,
    pendingDepartments,
    startedAt,
    dueAt,
    effectiveDueAt,
    notBefore,
  } = item;
  return {
    case: caseDto(caseId, item.case, names),
    step,
    kind,
    visit,
    role: owner,
    mine: assignee === account.id,
    pendingDepartments: pendingDepartments?.map((one) => names.of(one)),
    startedAt: formatInstant(startedAt),
    dueAt: formatOptional(dueAt),
    effectiveDueAt: formatOptional(effectiveDueAt),
    notBefore: formatOptional(notBefore),
    overdue: isOverdue({ effectiveDueAt, pausedUntil: item.case.pausedUntil }, now),
    asks: item.asks,
  };
}

function supervisionOrderDto(
  item: InboxSupervisionOrder,
  account: Account,
  names: NameBook,
  now: number,
): InboxItemDto {
  const { id, caseId, step, level, to, returns, status, issuedAt, dueAt } = item.supervisionOrder;
  return {
    case: caseDto(caseId, item.case, names),
    supervisionOrder: { id, level, returns, status },
    step,
    ...('role' in to && { role: to.role }),
    mine: 'accountId' in to && to.accountId === account.id,
    startedAt: formatInstant(issuedAt),
    dueAt: formatInstant(dueAt),
    overdue: status === 'open' && dueAt <= now,
    asks: [],
  };
}

const caseDto = (
  id: string,
  { number, title, category, urgent, pausedUntil, place, version }: InboxCase,
  names: NameBook,
): InboxCaseDto => ({
  id,
  number,
  title,
  category,
  urgent,
  pausedUntil: formatOptional(pausedUntil),
  place: placeDto(place, names),
  version,
});
