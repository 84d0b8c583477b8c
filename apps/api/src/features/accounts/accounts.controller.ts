import { Body, Controller, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentScope, Roles, Scope } from '../../platform/auth/index.js';
import { type Page, pageOf } from '../../platform/paging/index.js';
import { IdPipe } from '../../platform/validation/index.js';
import { OfficePhoneDto } from '../me/index.js';
import { AccountsService } from './accounts.service.js';
import { AccountsQueryDto, ColleagueDto } from './dto/accounts.dto.js';

@ApiTags('accounts')
@Controller('accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  @ApiOperation({
    operationId: 'listAccounts',
    summary: '工作人员名单 · Colleagues',
    description: '供指派时选择。 · To choose from when a step is assigned.',
  })
  @ApiOkResponse({ type: pageOf(ColleagueDto), description: '名单 · Colleagues' })
  list(@CurrentScope() scope: Scope, @Query() query: AccountsQueryDto): Promise<Page<ColleagueDto>> {
    return this.accounts.list(scope, query);
  }

  @Put(':id/office-phone')
  @HttpCode(204)
  @Roles('administrator')
  @ApiParam({
    name: 'id',
    description: '账号编号 · The account',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-7000-8000-000000000001',
  })
  @ApiOperation({
    operationId: 'setOfficePhone',
    summary: '设置工作人员的办公室电话 · Set the phone of a colleague’s office',
    description: '由管理员登记，本人也可以自己改。 · By the administrator; the colleague may change it, too.',
  })
  @ApiNoContentResponse({ description: '已设置 · Set' })
  setOfficePhone(
    @Param('id', IdPipe) accountId: string,
    @CurrentScope() scope: Scope,
    @Body() { officePhone }: OfficePhoneDto,
  ): Promise<void> {
    return this.accounts.setOfficePhone(scope, accountId, officePhone ?? undefined);
  }
}
