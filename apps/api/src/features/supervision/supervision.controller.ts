import { SUPERVISING_ROLES } from '#domain';
import { languageOf } from '#i18n';
import { Controller, Get, Headers, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Account, CurrentAccount, Roles } from '../../platform/auth/index.js';
import { type Page, pageOf } from '../../platform/paging/index.js';
import { BacklogsDto, DwellsDto, FiguresQueryDto } from './dto/figures.dto.js';
import { FiguresService } from './figures.service.js';
import { CountsQueryDto, WatchCountsDto, WatchedQueryDto, WatchedStepDto } from './dto/supervision.dto.js';
import { SupervisionService } from './supervision.service.js';

@ApiTags('supervision')
@Controller('supervision')
@Roles(...SUPERVISING_ROLES)
export class SupervisionController {
  constructor(
    private readonly supervision: SupervisionService,
    private readonly figures: FiguresService,
  ) {}

  @Get('steps')
  @ApiOperation({
    operationId: 'listWatchedSteps',
    summary: '逾期、将到期、卡住的步骤 · Steps that are overdue, soon due or stuck',
    description:
      '乡镇看各村，县看各乡镇；附原因、承办人和一项建议。 · With the cause, the assignee and one proposal; a township sees its villages, a county its townships.',
  })
  @ApiOkResponse({ type: pageOf(WatchedStepDto), description: '步骤 · Steps' })
  steps(
    @CurrentAccount() account: Account,
    @Query() query: WatchedQueryDto,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<Page<WatchedStepDto>> {
    return this.supervision.steps(account, query, languageOf(accepted));
  }

  @Get('counts')
  @ApiOperation({
    operationId: 'countWatchedSteps',
    summary: '在办步骤计数 · Counts of open steps',
    description: '按村、类别或流程。 · By village, category or procedure.',
  })
  @ApiOkResponse({ type: WatchCountsDto, description: '计数 · Counts' })
  counts(
    @CurrentAccount() account: Account,
    @Query() query: CountsQueryDto,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<WatchCountsDto> {
    return this.supervision.counts(account, query, languageOf(accepted));
  }

  @Get('dwell')
  @ApiOperation({
    operationId: 'listDwell',
    summary: '各步骤用时 · Time taken by step',
    description:
      '补录的，以及因补录而开始、录入前已在计时的步骤另计，不计入时效。 · Late entries are counted apart and not judged; so are steps that a late entry opened when part of their time had run.',
  })
  @ApiOkResponse({ type: DwellsDto, description: '用时 · Times' })
  dwell(@CurrentAccount() account: Account, @Query() query: FiguresQueryDto): Promise<DwellsDto> {
    return this.figures.dwell(account, query);
  }

  @Get('backlog')
  @ApiOperation({
    operationId: 'listBacklog',
    summary: '逐日在办 · Backlog by day',
    description:
      '每天新收、办结和在办的事项，到今天为止。 · Cases opened, closed and open, day by day, up to today.',
  })
  @ApiOkResponse({ type: BacklogsDto, description: '逐日 · Day by day' })
  backlog(@CurrentAccount() account: Account, @Query() query: FiguresQueryDto): Promise<BacklogsDto> {
    return this.figures.backlog(account, query);
  }
}
