import { addDays, startOfDay } from '#domain';
import { type CaseListFilter, CaseReader, type CaseScope, PlaceDirectory } from '#persistence';
import { Injectable } from '@nestjs/common';
import type { Scope } from '../../../platform/auth/index.js';
import type { Page } from '../../../platform/paging/index.js';
import { Problem } from '../../../platform/problems/index.js';
import { Clock } from '../../../platform/settings/index.js';
import type {
  CaseCountDto,
  CaseFilterQueryDto,
  CaseListQueryDto,
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
    private readonly clock: Clock,
  ) {}

  async page({ limit, cursor, ...query }: CaseListQueryDto, scope: Scope): Promise<Page<CaseSummaryDto>> {
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

  async count(query: CaseFilterQueryDto, scope: Scope): Promise<CaseCountDto> {
    const count = await this.reader.countCases(await this.filter(query, scope), COUNTED);
    return { count: Math.min(count, COUNTED), more: count > COUNTED };
  }

  /** @throws Problem 400 of what only open cases have, asked of others */
  private async filter(
    {
      status = 'open',
      procedure,
      villageId,
      overdue,
      q,
      sort,
      openedFrom,
      openedTo,
      ...same
    }: CaseFilterQueryDto,
    scope: Scope,
  ): Promise<CaseListFilter> {
    // What is closed is due no more.
    if (status !== 'open' && (overdue || sort?.endsWith('dueAt'))) throw dueOnlyWhenOpen(overdue);
    return {
      ...same,
      scope: await this.scopeOf(scope, villageId),
      status,
      ...(procedure && { procedureKey: procedure }),
      ...(overdue && { overdueAt: this.clock.now() }),
      ...(openedFrom && { openedFrom: startOfDay(openedFrom) }),
      ...(openedTo && { openedBefore: startOfDay(addDays(openedTo, 1)) }),
      ...(q && { text: q }),
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
