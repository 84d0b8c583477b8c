import { addDays, dateOf, dueAfter, startOfDay } from '#domain';
import { CaseReader, Catalogue, type DueSpan, type InboxItem } from '#persistence';
import { Injectable } from '@nestjs/common';
import { type Account, Scope } from '../../platform/auth/index.js';
import type { Page, PageQuery } from '../../platform/paging/index.js';
import { Problem } from '../../platform/problems/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant, formatOptional } from '../../platform/validation/index.js';
import { type NameBook, Names, placeDto, placeIds } from '../cases/index.js';
import type { InboxCountsDto, InboxGroup, InboxItemDto, InboxQueryDto, WaitingItemDto } from './inbox.dto.js';

/** What falls due within these working days stands in the second group. */
const SOON = '3wd';

@Injectable()
export class Inbox {
  constructor(
    private readonly reader: CaseReader,
    private readonly catalogue: Catalogue,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  async of(account: Account, { limit, cursor, group }: InboxQueryDto): Promise<Page<InboxItemDto>> {
    const { items, next } = await this.reader.inbox({
      ...readerOf(account),
      ...(group && { due: (await this.groups())[group] }),
      limit,
      ...(cursor && { after: cursor }),
    });
    const names = await this.namesIn(items);
    const now = this.clock.now();
    return { items: items.map((item) => itemDto(item, account, names, now)), next: next ?? null };
  }

  async counts(account: Account): Promise<InboxCountsDto> {
    const [groups, due] = await Promise.all([this.groups(), this.reader.inboxDueTimes(readerOf(account))]);
    const within = ({ after = -Infinity, upTo = Infinity }: DueSpan): number =>
      due.filter((at) => at > after && at <= upTo).length;
    return {
      overdue: within({ upTo: this.clock.now() }),
      today: within(groups.today),
      soon: within(groups.soon),
      later: within(groups.later),
    };
  }

  async waiting(account: Account, { limit, cursor }: PageQuery): Promise<Page<WaitingItemDto>> {
    const { items, next } = await this.reader.waitingForOthers({
      ...readerOf(account),
      limit,
      ...(cursor && { after: cursor }),
    });
    const names = await this.namesIn(items);
    const now = this.clock.now();
    return {
      items: items.map((item) => {
        const dto = itemDto(item, account, names, now);
        return { ...dto, holder: names.maybe(item.assignee), nudge: dto.overdue };
      }),
      next: next ?? null,
    };
  }

  /** Today is what is overdue or falls due before the day ends; nothing is in two groups. */
  private async groups(): Promise<Record<InboxGroup, DueSpan>> {
    const calendar = await this.catalogue.calendar();
    if (!calendar) throw new Problem(503, 'server.notSetUp');
    const now = this.clock.now();
    const endOfDay = startOfDay(addDays(dateOf(now), 1));
    const endOfSoon = dueAfter(calendar, now, SOON);
    return {
      today: { upTo: endOfDay },
      soon: { after: endOfDay, upTo: endOfSoon },
      later: { after: endOfSoon },
    };
  }

  private namesIn(items: readonly InboxItem[]): Promise<NameBook> {
    return this.names.book({
      accounts: items.map(({ assignee }) => assignee),
      organisation: items.flatMap((item) => placeIds(item.case.place)),
    });
  }
}

const readerOf = (account: Account) => ({ accountId: account.id, roles: new Scope(account).workRoles() });

function itemDto(item: InboxItem, account: Account, names: NameBook, now: number): InboxItemDto {
  const { caseId, step, kind, visit, owner, assignee, startedAt, dueAt, notBefore } = item;
  const { number, title, category, urgent, place, version } = item.case;
  return {
    case: { id: caseId, number, title, category, urgent, place: placeDto(place, names), version },
    step,
    kind,
    visit,
    role: owner,
    mine: assignee === account.id,
    startedAt: formatInstant(startedAt),
    dueAt: formatOptional(dueAt),
    notBefore: formatOptional(notBefore),
    overdue: dueAt !== undefined && dueAt <= now,
    asks: item.asks,
  };
}
