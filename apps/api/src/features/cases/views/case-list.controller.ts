import { CATEGORIES, type Category } from '#domain';
import { CaseReader, type CaseScope, PlaceDirectory } from '#persistence';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentScope, Scope } from '../../../platform/auth/index.js';
import { type Page, pageOf, PageQuery } from '../../../platform/paging/index.js';
import { Problem } from '../../../platform/problems/index.js';
import { Clock } from '../../../platform/settings/index.js';
import { CodeField, IdField, QueryFlagField, TextField } from '../../../platform/validation/index.js';
import { CaseSummaryDto } from './dto/summary.dto.js';
import { SummariesService } from './summaries.service.js';

const SORTS = ['dueAt', '-dueAt', 'openedAt', '-openedAt'] as const;
const STATUSES = ['open', 'closed', 'all'] as const;

export class CaseListQueryDto extends PageQuery {
  @CodeField({
    values: STATUSES,
    description: '状态，默认在办 · Status, open unless told otherwise',
    optional: true,
    example: 'open',
  })
  status?: (typeof STATUSES)[number];

  @CodeField({ values: CATEGORIES, description: '类别 · Category', optional: true, example: 'dispute' })
  category?: Category;

  @TextField({ description: '流程代码 · Key of the procedure', max: 64, optional: true, example: 'dispute' })
  procedure?: string;

  @IdField({
    description: '村（社区） · Village',
    optional: true,
    example: '019a0000-0000-7000-8000-000000000061',
  })
  villageId?: string;

  @QueryFlagField({
    description: '只看有逾期步骤的 · Only with an overdue step',
    optional: true,
    example: true,
  })
  overdue?: boolean;

  @QueryFlagField({
    description: '只看紧急或不紧急的 · Only urgent ones, or only others',
    optional: true,
    example: true,
  })
  urgent?: boolean;

  @TextField({
    description: '检索文号、标题、地点中的词 · Words of number, title and place',
    max: 100,
    optional: true,
    example: '屋檐',
  })
  q?: string;

  @CodeField({
    values: SORTS,
    description:
      '排序，`-` 为倒序；在办默认 dueAt，其他默认 -openedAt · Order, `-` descending; dueAt for open cases, else -openedAt',
    optional: true,
    example: 'dueAt',
  })
  sort?: (typeof SORTS)[number];
}

@ApiTags('cases')
@Controller('cases')
export class CaseListController {
  constructor(
    private readonly reader: CaseReader,
    private readonly places: PlaceDirectory,
    private readonly summaries: SummariesService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listCases',
    summary: '办件列表 · List cases',
    description:
      '本人范围内的办件，按到期或登记时间排序 · The cases in the caller’s places, by due time or time of intake.',
  })
  @ApiOkResponse({
    type: pageOf(CaseSummaryDto),
    description: '本人范围内的办件 · Cases in the caller’s places',
  })
  async list(@Query() query: CaseListQueryDto, @CurrentScope() scope: Scope): Promise<Page<CaseSummaryDto>> {
    const {
      status = 'open',
      category,
      procedure,
      villageId,
      overdue,
      urgent,
      q,
      sort,
      limit,
      cursor,
    } = query;
    // What is closed is due no more.
    if (status !== 'open' && (overdue || sort?.endsWith('dueAt'))) throw dueOnlyWhenOpen(overdue);
    const page = await this.reader.listCases({
      scope: await this.scopeOf(scope, villageId),
      status,
      ...(category && { category }),
      ...(procedure && { procedureKey: procedure }),
      ...(urgent !== undefined && { urgent }),
      ...(overdue && { overdueAt: this.clock.now() }),
      ...(q && { text: q }),
      ...(sort && { sort }),
      limit,
      ...(cursor && { after: cursor }),
    });
    return { items: await this.summaries.of(page.items), next: page.next ?? null };
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
