import { CaseReader, type InboxItem } from '#persistence';
import { Injectable } from '@nestjs/common';
import { type Account, Scope } from '../../platform/auth/index.js';
import type { Page, PageQuery } from '../../platform/paging/index.js';
import { Clock } from '../../platform/settings/index.js';
import { formatInstant, formatOptional } from '../../platform/validation/index.js';
import { type NameBook, Names, placeDto, placeIds } from '../cases/index.js';
import type { InboxItemDto } from './inbox.dto.js';

@Injectable()
export class Inbox {
  constructor(
    private readonly reader: CaseReader,
    private readonly names: Names,
    private readonly clock: Clock,
  ) {}

  async of(account: Account, { limit, cursor }: PageQuery): Promise<Page<InboxItemDto>> {
    const { items, next } = await this.reader.inbox({
      accountId: account.id,
      roles: new Scope(account).workRoles(),
      limit,
      ...(cursor && { after: cursor }),
    });
    const names = await this.names.book({ organisation: items.flatMap((item) => placeIds(item.case.place)) });
    const now = this.clock.now();
    return { items: items.map((item) => itemDto(item, account, names, now)), next: next ?? null };
  }
}

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
  };
}
