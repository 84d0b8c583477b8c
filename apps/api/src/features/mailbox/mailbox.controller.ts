import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Account, CurrentAccount } from '../../platform/auth/index.js';
import { ApiIdempotencyKey, type Idempotency, Repeatable } from '../../platform/idempotency/index.js';
import { type Page, pageOf } from '../../platform/paging/index.js';
import { MailQueryDto, MailReadDto, MailDto, UnreadMailDto } from './dto/mail.dto.js';
import { MailboxService } from './mailbox.service.js';

@ApiTags('mailbox')
@Controller('mailbox')
export class MailboxController {
  constructor(private readonly mailbox: MailboxService) {}

  @Get()
  @ApiOperation({
    operationId: 'listMail',
    summary: '站内消息 · My messages',
    description: '发给本人和本人岗位的消息，新的在前。 · To me and to my roles, the newest first.',
  })
  @ApiOkResponse({ type: pageOf(MailDto), description: '消息 · Messages' })
  list(@CurrentAccount() account: Account, @Query() query: MailQueryDto): Promise<Page<MailDto>> {
    return this.mailbox.list(account, query);
  }

  @Get('unread')
  @ApiOperation({
    operationId: 'countUnreadMail',
    summary: '未读条数 · How many messages are unread',
    description: '发给本人和本人岗位的。 · Of those to me and to my roles.',
  })
  @ApiOkResponse({ type: UnreadMailDto, description: '未读条数 · How many are unread' })
  unread(@CurrentAccount() account: Account): Promise<UnreadMailDto> {
    return this.mailbox.unread(account);
  }

  @Post('read')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiOperation({
    operationId: 'markAllMailRead',
    summary: '全部标为已读 · Mark all as read',
    description:
      '此刻之前发给本人和本人岗位的；重发不影响之后的消息。 · Those to me and to my roles until now; a repeat leaves what came since.',
  })
  @ApiOkResponse({ type: UnreadMailDto, description: '此后未读条数 · How many are unread now' })
  readAll(
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
  ): Promise<UnreadMailDto> {
    return this.mailbox.readAll(account, idempotency);
  }

  @Post(':id/read')
  @HttpCode(200)
  @ApiIdempotencyKey()
  @ApiParam({
    name: 'id',
    description: '消息编号 · The message',
    schema: { type: 'string' },
    example: '019a0000-0000-7000-8000-000000000001.12',
  })
  @ApiOperation({
    operationId: 'markMailRead',
    summary: '标为已读 · Mark as read',
    description: '已读过的消息答 404。 · A message that was read before is answered with 404.',
  })
  @ApiOkResponse({ type: MailReadDto, description: '已读 · Read' })
  read(
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Param('id') id: string,
  ): Promise<MailReadDto> {
    return this.mailbox.read(account, idempotency, id);
  }
}
