import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Account, CurrentAccount } from '../../platform/auth/index.js';
import { type Page, pageOf, PageQuery } from '../../platform/paging/index.js';
import { InboxItemDto } from './inbox.dto.js';
import { Inbox } from './inbox.service.js';

@ApiTags('inbox')
@Controller('inbox')
export class InboxController {
  constructor(private readonly inbox: Inbox) {}

  @Get()
  @ApiOperation({
    operationId: 'listInbox',
    summary: '我的待办 · What waits for me',
    description:
      '本人承办的步骤，和本人岗位可认领的步骤，先到期的在前 · Steps that I hold, and free ones of my roles, the nearest due first.',
  })
  @ApiOkResponse({ type: pageOf(InboxItemDto), description: '待办 · What waits' })
  list(@CurrentAccount() account: Account, @Query() query: PageQuery): Promise<Page<InboxItemDto>> {
    return this.inbox.of(account, query);
  }
}
