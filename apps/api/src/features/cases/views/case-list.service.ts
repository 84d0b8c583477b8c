import { addDays, startOfDay } from '#domain';
import { type CaseListFilter, CaseReader, type CaseScope, PlaceDirectory } from '#persistence';
import type { Language } from '#i18n';
import { Injectable } from '@nestjs/common';
import type { Scope } from '../../../platform/auth/index.js';
import type { Page } from '../../../platform/paging/index.js';
import { Problem } from '../../../platform/problems/index.js';
import { Clock } from '../../../platform/settings/index.js';
import { RegisterRowsService } from '../register/rows.service.js';
import { SearchTextService } from '../register/search-text.service.js';
import type {
  CaseCountDto,
  CaseFilterQueryDto,
  CaseListQueryDto,
  RegisterRowDto,
  SimilarCasesDto,
} from './dto/case-list.dto.js';
import type { CaseSummaryDto } from './dto/summary.dto.js';
import { SummariesService } from './summaries.service.js';

/** So far it is counted exactly. */
const COUNTED = 1_000;
const SIMILAR = 5;

/** The register: which cases there are in the caller's places. */
@Injectable()
export class CaseListService {
  constructor(
    private readonly reader: CaseReader,
    private readonly places: PlaceDirectory,
    private readonly summaries: SummariesService,
    private readonly texts: SearchTextService,
    private readonly rows: RegisterRowsService,
    private readonly clock: Clock,
  ) {}

  /** With the cells of the columns that are asked for, if any. */
  async page(
    { columns, layout, ...query }: CaseListQueryDto,
    scope: Scope,
    language: Language,
  ): Promise<Page<RegisterRowDto>> {
    const asked = columns || layout ? this.rows.columns({ columns, layout }) : undefined;
    const page = await this.summariesOf(query, scope);
    if (!asked) return page;
    const cells = await this.rows.cells(page.items, asked, language);
    return { ...page, items: page.items.map((item, index) => ({ ...item, cells: cells[index]! })) };
  }

  /** From a page to the next, as far as they go. */
  async *pages(query: CaseFilterQueryDto, scope: Scope, limit: number): AsyncGenerator<CaseSummaryDto[]> {
    let cursor: string | undefined;
    do {
      const page = await this.summariesOf({ ...query, limit, ...(cursor && { cursor }) }, scope);
      yield page.items;
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
  }

  private async summariesOf(
    { limit, cursor, ...query }: CaseFilterQueryDto & Pick<CaseListQueryDto, 'limit' | 'cursor'>,
    scope: Scope,
  ): Promise<Page<CaseSummaryDto>> {
    const { sort } = query;
    const { items, next } = await this.reader.listCases({
      ...(await this.filter(query, scope)),
      ...(sort && { sort }),
      limit,
      ...(cursor && { after: cursor }),
    });
    return { items: await this.summaries.of(items), next: next ?? null };
  }

  /** Open cases of the village that may be about the same: told before it is entered twice. */
  async similar({ villageId, text }: SimilarCasesDto, scope: Scope): Promise<CaseSummaryDto[]> {
    const found = await this.reader.similarCases({ scope: scope.cases(), villageId, text, limit: SIMILAR });
    return this.summaries.of(found);
  }

  /** Exact up to `most`. */
  async count(query: CaseFilterQueryDto, scope: Scope, most = COUNTED): Promise<CaseCountDto> {
    const count = await this.reader.countCases(await this.filter(query, scope), most);
    return { count: Math.min(count, most), more: count > most };
  }

  /** @throws Problem 400 of what only open cases have, asked of others */
  private async filter(
    {
      status = 'open',
      procedure,
      villageId,
      overdue,
      q,
      find,
      reported,
      reportedIn,
      sort,
      openedFrom,
      openedTo,
      ...same
    }: CaseFilterQueryDto,
    scope: Scope,
  ): Promise<CaseListFilter> {
    // What is closed is due no more.
    if (status !== 'open' && (overdue || sort?.endsWith('dueAt'))) throw dueOnlyWhenOpen(overdue);
    const found = find === undefined ? undefined : this.texts.open(find);
    return {
      ...same,
      scope: await this.scopeOf(scope, villageId),
      status,
      ...(procedure && { procedureKey: procedure }),
      ...(overdue && { overdueAt: this.clock.now() }),
      ...(openedFrom && { openedFrom: startOfDay(openedFrom) }),
      ...(openedTo && { openedBefore: startOfDay(addDays(openedTo, 1)) }),
      ...(reported !== undefined && {
        reported: { is: reported, ...(reportedIn && { layout: reportedIn }) },
      }),
      ...(q && { text: q }),
      ...(found && { text: found, namedIds: await this.texts.persons(scope, found) }),
    };
  }

  /** A village outside the caller's places has, for the caller, no cases. */
  private async scopeOf(scope: Scope, villageId: string | undefined): Promise<CaseScope> {
    if (villageId === undefined) return scope.cases();
    const place = await this.places.placeOfCase(villageId.toLowerCase());
    return place && !place.gridId ? scope.cases({ within: place }) : { ...scope.cases(), places: [] };
  }
}

const dueOnlyWhenOpen = (overdue: boolean | undefined): Problem =>
  new Problem('request.invalid', {}, undefined, {
    errors: [{ in: 'query', path: overdue ? '/overdue' : '/sort', code: 'list.dueOnlyWhenOpen' }],
  });
