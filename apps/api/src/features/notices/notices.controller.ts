import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Account, CurrentAccount, Roles } from '../../platform/auth/index.js';
import { ApiIdempotencyKey, type Idempotency, Repeatable } from '../../platform/idempotency/index.js';
import { type Page, pageOf } from '../../platform/paging/index.js';
import { IdPipe } from '../../platform/validation/index.js';
import { NoticeRetryDto, NoticesQueryDto, NoticeDto } from './dto/notice.dto.js';
import { ADMINISTRATORS, NoticesService } from './notices.service.js';

@ApiTags('notices')
@Controller('notices')
@Roles(...ADMINISTRATORS)
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get()
  @ApiOperation({
    operationId: 'listNotices',
    summary: '通知发送情况 · What became of notices',
    description:
      '管理员查看本地及下级账号的邮件是否发出，新的在前；不显示地址和内容。 · Of accounts at the administrator’s places and below, the newest first; neither addresses nor texts.',
  })
  @ApiOkResponse({ type: pageOf(NoticeDto), description: '通知 · Notices' })
  list(@CurrentAccount() account: Account, @Query() query: NoticesQueryDto): Promise<Page<NoticeDto>> {
    return this.notices.list(account, query);
  }

  @Post(':id/retries')
  @ApiIdempotencyKey()
  @ApiParam({
    name: 'id',
    description: '通知编号 · The notice',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-7000-8000-000000000001',
  })
  @ApiOperation({
    operationId: 'retryNotice',
    summary: '重发已放弃的通知 · Try a given-up notice again',
    description:
      '从头再试；已办结的事项不会再发。 · From the first attempt on; nothing is sent of what is done by then.',
  })
  @ApiCreatedResponse({ type: NoticeRetryDto, description: '等待重发 · It waits to be sent' })
  retry(
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Param('id', IdPipe) id: string,
  ): Promise<NoticeRetryDto> {
    return this.notices.retry(account, idempotency, id);
  }
}
