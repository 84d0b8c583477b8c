import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Account, CurrentAccount, Roles } from '../../platform/auth/index.js';
import { ApiIdempotencyKey, type Idempotency, Repeatable } from '../../platform/idempotency/index.js';
import { IdPipe } from '../../platform/validation/index.js';
import { CalendarDraftsService } from './calendar-drafts.service.js';
import {
  CalendarDraftDto,
  CalendarPreviewDto,
  CalendarPublicationDto,
  NewCalendarDraftDto,
  PreviewQueryDto,
} from './dto/calendar.dto.js';

const ApiDraftId = () =>
  ApiParam({
    name: 'id',
    description: '日历草案编号 · The draft',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-7000-8000-000000000001',
  });

@ApiTags('calendars')
@Controller('calendars/drafts')
@Roles('systemAdmin', 'administrator', 'county')
export class CalendarDraftsController {
  constructor(private readonly drafts: CalendarDraftsService) {}

  @Post()
  @ApiIdempotencyKey()
  @ApiOperation({
    operationId: 'draftCalendar',
    summary: '起草工作日历 · Draft a calendar',
    description:
      '按放假通知录入整年的放假和调休（JSON 或 CSV）；全国的由系统管理员录入和公布；县里只录入本县的调整，在已公布的调整上增改，或写明 replace 全部取代。 · Whole years as announced, by JSON or CSV, by a system administrator; a county enters its own days only, beside those that it has published, or in place of all of them with `replace`.',
  })
  @ApiCreatedResponse({ type: CalendarDraftDto, description: '草案 · The draft' })
  create(
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Body() input: NewCalendarDraftDto,
  ): Promise<CalendarDraftDto> {
    return this.drafts.create(account, idempotency, input);
  }

  @Get(':id')
  @ApiDraftId()
  @ApiOperation({
    operationId: 'getCalendarDraft',
    summary: '日历草案 · A draft',
    description: '录入的内容和公布情况。 · What was entered, and whether it is published.',
  })
  @ApiOkResponse({ type: CalendarDraftDto, description: '草案 · The draft' })
  get(@CurrentAccount() account: Account, @Param('id', IdPipe) id: string): Promise<CalendarDraftDto> {
    return this.drafts.get(account, id);
  }

  @Get(':id/preview')
  @ApiDraftId()
  @ApiOperation({
    operationId: 'previewCalendarDraft',
    summary: '公布前预览 · Preview before publishing',
    description:
      '有变动的日子，以及期限因此变动的在办件和督办单：原来和之后。一页可能少于 limit 条。 · The days that change, and every open case and supervision order of which a date moves, before and after. A page may hold fewer than `limit`.',
  })
  @ApiOkResponse({ type: CalendarPreviewDto, description: '预览 · The preview' })
  preview(
    @CurrentAccount() account: Account,
    @Param('id', IdPipe) id: string,
    @Query() query: PreviewQueryDto,
  ): Promise<CalendarPreviewDto> {
    return this.drafts.preview(account, id, query);
  }

  @Post(':id/publications')
  @ApiDraftId()
  @ApiIdempotencyKey()
  @ApiOperation({
    operationId: 'publishCalendarDraft',
    summary: '公布工作日历 · Publish a draft',
    description:
      '新办件随即采用；期限受影响的在办件和督办单分批重算。 · New cases take it at once; open cases and supervision orders of which a date moves are computed anew in batches.',
  })
  @ApiCreatedResponse({ type: CalendarPublicationDto, description: '已公布 · Published' })
  publish(
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Param('id', IdPipe) id: string,
  ): Promise<CalendarPublicationDto> {
    return this.drafts.publish(account, idempotency, id);
  }
}
