import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentScope, Scope } from '../../platform/auth/index.js';
import { type Page, pageOf } from '../../platform/paging/index.js';
import { Accounts } from './accounts.service.js';
import { AccountsQuery, Colleague } from './dto/accounts.dto.js';

@ApiTags('accounts')
@Controller('accounts')
export class AccountsController {
  constructor(private readonly accounts: Accounts) {}

  @Get()
  @ApiOperation({
    operationId: 'listAccounts',
    summary: '工作人员名单 · Colleagues',
    description: '供指派时选择。 · To choose from when a step is assigned.',
  })
  @ApiOkResponse({ type: pageOf(Colleague), description: '名单 · Colleagues' })
  list(@CurrentScope() scope: Scope, @Query() query: AccountsQuery): Promise<Page<Colleague>> {
    return this.accounts.list(scope, query);
  }
}
