import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Account, CurrentAccount } from '../../platform/auth/index.js';
import { type Page, pageOf, PageQuery } from '../../platform/paging/index.js';
import { CalendarsService } from './calendars.service.js';
import { CalendarSummaryDto, CalendarDto } from './dto/calendar.dto.js';

@ApiTags('calendars')
@Controller('calendars')
export class CalendarsController {
  constructor(private readonly calendars: CalendarsService) {}

  @Get()
  @ApiOperation({
    operationId: 'listCalendars',
    summary: '已公布的工作日历 · Published calendars',
    description:
      '最新的在前：全国的，以及本县自己的。 · The newest first: the national ones, and those of one’s own county.',
  })
  @ApiOkResponse({ type: pageOf(CalendarSummaryDto), description: '工作日历 · Calendars' })
  list(@CurrentAccount() account: Account, @Query() query: PageQuery): Promise<Page<CalendarSummaryDto>> {
    return this.calendars.list(account, query);
  }

  @Get(':version')
  @ApiParam({
    name: 'version',
    description: '版本 · Version',
    schema: { type: 'integer', minimum: 1 },
    example: 3,
  })
  @ApiOperation({
    operationId: 'getCalendar',
    summary: '一个版本的工作日历 · One calendar',
    description:
      '节假日、调休上班日，以及按它计算期限的在办件数。 · Its days, and how many open cases count by it.',
  })
  @ApiOkResponse({ type: CalendarDto, description: '工作日历 · The calendar' })
  get(@CurrentAccount() account: Account, @Param('version') version: string): Promise<CalendarDto> {
    return this.calendars.get(account, /^[1-9]\d{0,8}$/.test(version) ? Number(version) : NaN);
  }
}
