import { KeyRing } from '#crypto';
import { verifyAudit, type Pool } from '#persistence';
import { languageOf } from '#i18n';
import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Account, CurrentAccount } from '../../../platform/auth/index.js';
import { POOL } from '../../../platform/database/index.js';
import { type Page, pageOf, PageQuery } from '../../../platform/paging/index.js';
import { IdPipe } from '../../../platform/validation/index.js';
import { etagOf } from '../../../platform/versions/index.js';
import { ApiCaseId } from '../access/case-params.js';
import { CaseAccessService } from '../access/case-access.service.js';
import { CaseDetailsService } from './case-details.service.js';
import { CaseDetailDto } from './dto/case-detail.dto.js';
import { DeadlinesService } from './deadlines.service.js';
import { DeadlinesDto } from './dto/deadlines.dto.js';
import { CaseRecordDto } from './dto/record.dto.js';
import { RecordService } from './record.service.js';
import { TimelineService } from './timeline.service.js';
import { AuditDto, TimelineItemDto } from './dto/timeline.dto.js';

@ApiTags('cases')
@Controller('cases/:id')
export class CaseViewsController {
  constructor(
    private readonly access: CaseAccessService,
    private readonly details: CaseDetailsService,
    private readonly timeline: TimelineService,
    private readonly deadlines: DeadlinesService,
    private readonly record: RecordService,
    @Inject(POOL) private readonly pool: Pool,
    private readonly ring: KeyRing,
  ) {}

  @Get()
  @ApiCaseId()
  @ApiOperation({
    operationId: 'getCase',
    summary: '办件详情 · One case',
    description: '步骤、现在可以办什么、当事人和群英 · Its steps, what may be done now, parties and members.',
  })
  @ApiOkResponse({
    type: CaseDetailDto,
    description: '办件 · The case',
    headers: { ETag: { description: '版本 · Version', schema: { type: 'string' }, example: '"12"' } },
  })
  async get(
    @Param('id', IdPipe) caseId: string,
    @CurrentAccount() account: Account,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CaseDetailDto> {
    const detail = await this.details.of(await this.access.look(account, caseId), account);
    response.setHeader('etag', etagOf(detail.version));
    return detail;
  }

  @Get('timeline')
  @ApiCaseId()
  @ApiOperation({
    operationId: 'getTimeline',
    summary: '办理经过 · Timeline',
    description: '全部事件，含文字和姓名 · All events in order, with texts and names.',
  })
  @ApiOkResponse({ type: pageOf(TimelineItemDto), description: '事件 · Events' })
  async events(
    @Param('id', IdPipe) caseId: string,
    @Query() query: PageQuery,
    @CurrentAccount() account: Account,
  ): Promise<Page<TimelineItemDto>> {
    return this.timeline.page(await this.access.find(account, caseId), query);
  }

  @Get('record')
  @ApiCaseId()
  @ApiOperation({
    operationId: 'getCaseRecord',
    summary: '办理记录 · What was done in each step',
    description:
      '逐步列出所登记的内容，如同打印出来：名称和姓名，不用代码 · Each step with what was entered, as one would print it: labels and names instead of codes.',
  })
  @ApiOkResponse({ type: CaseRecordDto, description: '记录 · The record' })
  async recorded(
    @Param('id', IdPipe) caseId: string,
    @CurrentAccount() account: Account,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<CaseRecordDto> {
    return this.record.of({ found: await this.access.find(account, caseId) }, languageOf(accepted));
  }

  @Get('deadlines')
  @ApiCaseId()
  @ApiOperation({
    operationId: 'getDeadlines',
    summary: '到期时间及其由来 · Deadlines and how they came about',
    description:
      '起算、时限、跳过的日子、暂停、延期、依据 · Start, term, days skipped and why, pauses, extensions, the rule.',
  })
  @ApiOkResponse({ type: DeadlinesDto, description: '到期时间 · The deadlines' })
  async due(@Param('id', IdPipe) caseId: string, @CurrentAccount() account: Account): Promise<DeadlinesDto> {
    return this.deadlines.of(await this.access.find(account, caseId));
  }

  @Get('audit')
  @ApiCaseId()
  @ApiOperation({
    operationId: 'getAudit',
    summary: '审计核验 · Audit',
    description: '重算审计链，指出每一处不符 · Recomputes the audit chain and names every difference.',
  })
  @ApiOkResponse({ type: AuditDto, description: '核验结果 · The result' })
  async audit(@Param('id', IdPipe) caseId: string, @CurrentAccount() account: Account): Promise<AuditDto> {
    const { id } = await this.access.find(account, caseId);
    const { events, head, differences } = await verifyAudit(this.pool, this.ring, id);
    return { intact: differences.length === 0, events, head, differences };
  }
}
