import { type CalendarBits, nudgeRefusal, SUPERVISING_ROLES } from '#domain';
import { type Language, translate } from '#i18n';
import {
  Catalogue,
  type CountedBy,
  countWatchedSteps,
  type DutySummary,
  listWatchedSteps,
  type Pool,
  runningDuties,
  type WatchedStep,
} from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { type Account, actorAt, countiesOf, Scope } from '../../platform/auth/index.js';
import { POOL } from '../../platform/database/index.js';
import type { Page } from '../../platform/paging/index.js';
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
import { type Proposal, propose } from './propose.js';
import type {
  CountsQueryDto,
  RunningSupervisionOrderDto,
  WatchCountDto,
  WatchedQueryDto,
  WatchedStepDto,
} from './dto/supervision.dto.js';
import { watchAt } from './watch.js';

/** The places that the account supervises. */
export const supervised = (account: Account) => new Scope(account).cases({ roles: SUPERVISING_ROLES });

@Injectable()
export class SupervisionService {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly names: NamesService,
    private readonly stepNames: StepNamesService,
    private readonly clock: Clock,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  async steps(account: Account, query: WatchedQueryDto, language: Language): Promise<Page<WatchedStepDto>> {
    const { group, limit, cursor, ...filter } = query;
    const calendar = await this.calendar(account);
    const now = this.clock.now();
    const { items, next } = await listWatchedSteps(this.pool, {
      ...filterOf(filter),
      scope: supervised(account),
      group,
      watch: watchAt(calendar, now),
      limit,
      ...(cursor && { after: cursor }),
    });
    const names = await this.names.book({
      accounts: items.map(({ assignee }) => assignee),
      organisation: items.flatMap((item) => [
        ...placeIds(item.case.place),
        ...(item.pendingDepartments ?? []),
      ]),
    });
    const stepNames = await this.stepNames.book(items.map((item) => item.case));
    const orders = await runningDuties(this.pool, [...new Set(items.map(({ caseId }) => caseId))]);
    return {
      items: items.map((item) => {
        const supervisionOrder = runningSupervisionOrder(item, orders);
        const roles = new Scope(account).rolesAt(item.case.place);
        return stepDto(item, propose(item, { roles, supervisionOrder, now }), supervisionOrder, {
          account,
          names,
          stepNames,
          calendar,
          language,
          now,
        });
      }),
      next: next ?? null,
    };
  }

  async counts(
    account: Account,
    { by, ...filter }: CountsQueryDto,
    language: Language,
  ): Promise<{ items: WatchCountDto[] }> {
    const counts = await countWatchedSteps(this.pool, {
      ...filterOf(filter),
      scope: supervised(account),
      by,
      watch: watchAt(await this.calendar(account), this.clock.now()),
    });
    const nameOf = await this.namesBy(
      by,
      counts.map(({ key }) => key),
      language,
    );
    return {
      items: counts.map(({ key, ...count }) => ({ ...(key && { key }), name: nameOf(key), ...count })),
    };
  }

  /** What villages, categories or procedures are called; a key without a name is its own. */
  private async namesBy(
    by: CountedBy,
    keys: readonly string[],
    language: Language,
  ): Promise<(key: string) => string> {
    if (by === 'village') {
      const names = await this.names.book({ organisation: keys });
      return (key) => names.of(key).name ?? key;
    }
    if (by === 'category')
      return (key) => translate(key ? `category.${key}` : 'supervision.noCategory', language);
    const procedures = await this.catalogue.procedures();
    const names = new Map(procedures.map(({ key, name }) => [key, language === 'en' ? name.en : name.zh]));
    return (key) => names.get(key) ?? key;
  }

  private async calendar(account: Account): Promise<CalendarBits> {
    const calendar = await this.catalogue.calendarOf(countiesOf(account));
    if (!calendar) throw new Problem('server.notSetUp');
    return calendar;
  }
}

export const filterOf = ({ villageId, category, procedure }: Omit<CountsQueryDto, 'by'>) => ({
  ...(villageId && { villageId: villageId.toLowerCase() }),
  ...(category && { category }),
  ...(procedure && { procedureKey: procedure }),
});

interface Context {
  account: Account;
  names: NameBook;
  stepNames: StepNames;
  calendar: CalendarBits;
  language: Language;
  now: number;
}

function stepDto(
  item: WatchedStep,
  action: Proposal,
  supervisionOrder: DutySummary | undefined,
  { account, names, stepNames, calendar, language, now }: Context,
): WatchedStepDto {
  const {
    caseId,
    step,
    kind,
    owner,
    assignee,
    pendingDepartments,
    waitsSince,
    dueAt,
    effectiveDueAt,
    cause,
  } = item;
  const { number, title, category, procedureKey, urgent, pausedUntil, place } = item.case;
  const halted = (pausedUntil !== undefined && pausedUntil > now) || cause === 'technicallyBlocked';
  const actor = actorAt(account, place);
  return {
    case: {
      id: caseId,
      number,
      title,
      category,
      procedure: procedureKey,
      urgent,
      pausedUntil: formatOptional(pausedUntil),
      place: placeDto(place, names),
    },
    step,
    kind,
    name: stepNames(item.case, step),
    role: owner,
    assignee: names.assignee(assignee),
    pendingDepartments: pendingDepartments?.map((one) => names.of(one)),
    since: formatInstant(waitsSince),
    dueAt: formatOptional(dueAt),
    effectiveDueAt: formatOptional(effectiveDueAt),
    ...(effectiveDueAt !== undefined && { due: dueDto(calendar, effectiveDueAt, now) }),
    overdue: isOverdue({ effectiveDueAt, pausedUntil }, now),
    ...(cause && { cause: { code: cause, text: translate(`supervision.cause.${cause}`, language) } }),
    action: { code: action, text: translate(`supervision.action.${action}`, language) },
    nudge: !halted && !nudgeRefusal(actor, { ...item, key: step }, pendingDepartments, now),
    ...(supervisionOrder && { supervisionOrder: supervisionOrderDto(supervisionOrder, now) }),
  };
}

/** One about this very step before one about the whole case; of several the latest. */
function runningSupervisionOrder(
  { caseId, step }: WatchedStep,
  orders: readonly DutySummary[],
): DutySummary | undefined {
  const mine = orders.filter((supervisionOrder) => supervisionOrder.caseId === caseId);
  return mine.find((one) => one.step === step) ?? mine.find((one) => one.step === undefined);
}

const supervisionOrderDto = (
  { id, level, status, dueAt }: DutySummary,
  now: number,
): RunningSupervisionOrderDto => ({
  id,
  level,
  status,
  dueAt: formatInstant(dueAt),
  overdue: status === 'open' && dueAt <= now,
});
