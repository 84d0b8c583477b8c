import { languageOf } from '#i18n';
import { Body, Controller, Get, Headers, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Account, CurrentAccount } from '../../platform/auth/index.js';
import { type Page, pageOf, PageQuery } from '../../platform/paging/index.js';
import { ApiIdempotencyKey, type Idempotency, Repeatable } from '../../platform/idempotency/index.js';
import { AssignedDto, AssignmentsDto } from './dto/assignments.dto.js';
import { BulkAssignmentService } from './bulk-assignment.service.js';
import { InboxCountsDto, InboxItemDto, InboxQueryDto, WaitingItemDto } from './dto/inbox.dto.js';
import { InboxService } from './inbox.service.js';

@ApiTags('inbox')
@Controller('inbox')
export class InboxController {
  constructor(
    private readonly inbox: InboxService,
    private readonly bulk: BulkAssignmentService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listInbox',
    summary: '我的待办 · What waits for me',
    description:
      '本人承办的步骤、本人岗位可认领的步骤和待答复的督办单，先到期的在前 · Steps that I hold, free ones of my roles, and supervision orders to answer, the nearest due first.',
  })
  @ApiOkResponse({ type: pageOf(InboxItemDto), description: '待办 · What waits' })
  list(@CurrentAccount() account: Account, @Query() query: InboxQueryDto): Promise<Page<InboxItemDto>> {
    return this.inbox.of(account, query);
  }

  @Get('counts')
  @ApiOperation({
    operationId: 'countInbox',
    summary: '待办计数 · How much waits for me',
    description: '今天、三个工作日内、以后。 · Today, within three working days, later.',
  })
  @ApiOkResponse({ type: InboxCountsDto, description: '计数 · Counts' })
  counts(@CurrentAccount() account: Account): Promise<InboxCountsDto> {
    return this.inbox.counts(account);
  }

  @Get('waiting')
  @ApiOperation({
    operationId: 'listWaitingForOthers',
    summary: '等待他人 · What I wait for from others',
    description:
      '本人经办过、现由他人或其他岗位办理的步骤。 · Steps that others hold now, of cases in which I did something.',
  })
  @ApiOkResponse({ type: pageOf(WaitingItemDto), description: '等待他人的步骤 · Steps of others' })
  waiting(@CurrentAccount() account: Account, @Query() query: PageQuery): Promise<Page<WaitingItemDto>> {
    return this.inbox.waiting(account, query);
  }

  @Post('assignments')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({
    operationId: 'assignSteps',
    summary: '批量认领、转办、退回 · Claim, hand over or give back several steps',
    description: '逐项办理，逐项答复。 · Each is carried out and answered by itself.',
  })
  @ApiOkResponse({ type: AssignedDto, description: '逐项结果 · What became of each' })
  async assign(
    @CurrentAccount() account: Account,
    @Body() body: AssignmentsDto,
    @Repeatable() idempotency: Idempotency,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<AssignedDto> {
    return { items: await this.bulk.assign(account, idempotency, body, languageOf(accepted)) };
  }
}
