import {
  addDays,
  type CalendarBits,
  dateOf,
  dueAfter,
  type Instant,
  KINDS,
  nudgeRefusal,
  startOfDay,
} from '#domain';
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
import {
  dueDto,
  isOverdue,
  type NameBook,
  NamesService,
  placeDto,
  placeIds,
  type StepNames,
  StepNamesService,
} from '../cases/index.js';
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
    private readonly stepNames: StepNamesService,
    private readonly clock: Clock,
  ) {}

  async of(account: Account, { limit, cursor, group }: InboxQueryDto): Promise<Page<InboxItemDto>> {
    const now = this.clock.now();
    const calendar = await this.calendar(account);
    const { items, next } = await this.reader.inbox({
      scope: new Scope(account).cases(),
      now,
      ...(group && { due: groupsAt(calendar, now)[group] }),
      limit,
      ...(cursor && { after: cursor }),
    });
    const context = { account, calendar, now, ...(await this.namesIn(items)) };
    return { items: items.map((item) => itemDto(item, context)), next: next ?? null };
  }

  async counts(account: Account): Promise<InboxCountsDto> {
    const now = this.clock.now();
    const [calendar, due] = await Promise.all([
      this.calendar(account),
      this.reader.inboxDueTimes({ scope: new Scope(account).cases(), now }),
    ]);
    const groups = groupsAt(calendar, now);
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
    const context = { account, calendar: await this.calendar(account), now, ...names };
    return {
      items: items.map((item) => {
        const dto = stepDto(item, context);
        const actor = actorAt(account, item.case.place);
        const nudge =
          dto.overdue && !nudgeRefusal(actor, { ...item, key: item.step }, item.pendingDepartments, now);
        return { ...dto, assignee: names.names.assignee(item.assignee), nudge };
      }),
      next: next ?? null,
    };
  }

  private async calendar(account: Account): Promise<CalendarBits> {
    const calendar = await this.catalogue.calendarOf(countiesOf(account));
    if (!calendar) throw new Problem('server.notSetUp');
    return calendar;
  }

  private async namesIn(
    items: readonly (InboxItem | InboxSupervisionOrder)[],
  ): Promise<Pick<Context, 'names' | 'stepNames'>> {
    const [names, stepNames] = await Promise.all([
      this.names.book({
        accounts: items.map((item) => ('supervisionOrder' in item ? undefined : item.assignee)),
        organisation: items.flatMap((item) => [
          ...placeIds(item.case.place),
          ...('supervisionOrder' in item ? [] : (item.pendingDepartments ?? [])),
        ]),
      }),
      this.stepNames.book(items.map((item) => item.case)),
    ]);
    return { names, stepNames };
  }
}

/** Today is what is overdue or falls due before the day ends; nothing is in two groups. */
function groupsAt(calendar: CalendarBits, now: Instant): Record<InboxGroup, DueSpan> {
  const endOfDay = startOfDay(addDays(dateOf(now), 1));
  const endOfSoon = dueAfter(calendar, now, SOON);
  return {
    today: { upTo: endOfDay },
    soon: { after: endOfDay, upTo: endOfSoon },
    later: { after: endOfSoon },
  };
}

interface Context {
  account: Account;
  calendar: CalendarBits;
  now: Instant;
  names: NameBook;
  stepNames: StepNames;
}

const itemDto = (item: InboxItem | InboxSupervisionOrder, context: Context): InboxItemDto =>
  'supervisionOrder' in item ? supervisionOrderDto(item, context) : stepDto(item, context);

function stepDto(item: InboxItem, { account, calendar, now, names, stepNames }: Context): InboxItemDto {
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
    name: stepNames(item.case, step),
    action: onlyOne(Object.keys(KINDS[kind].actions)),
    visit,
    role: owner,
    mine: assignee === account.id,
    pendingDepartments: pendingDepartments?.map((one) => names.of(one)),
    startedAt: formatInstant(startedAt),
    dueAt: formatOptional(dueAt),
    effectiveDueAt: formatOptional(effectiveDueAt),
    ...(effectiveDueAt !== undefined && { due: dueDto(calendar, effectiveDueAt, now) }),
    notBefore: formatOptional(notBefore),
    overdue: isOverdue({ effectiveDueAt, pausedUntil: item.case.pausedUntil }, now),
    asks: item.asks,
  };
}

function supervisionOrderDto(
  item: InboxSupervisionOrder,
  { account, calendar, now, names }: Context,
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
    due: dueDto(calendar, dueAt, now),
    overdue: status === 'open' && dueAt <= now,
    asks: [],
  };
}

const onlyOne = (names: readonly string[]): string | undefined => (names.length === 1 ? names[0] : undefined);

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
