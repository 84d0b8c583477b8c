import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { type Account, CurrentAccount, Roles } from '../../platform/auth/index.js';
import { ApiIdempotencyKey, type Idempotency, Repeatable } from '../../platform/idempotency/index.js';
import { type Page, pageOf, PageQuery } from '../../platform/paging/index.js';
import { IdPipe } from '../../platform/validation/index.js';
import { AdministrationService, ADMINISTRATORS } from './administration.service.js';
import {
  AccountChangeDto,
  AdministeredDetailDto,
  AdministeredDto,
  AppointmentDto,
  CreatedAccountDto,
  InitialPasswordDto,
  NewAccountDto,
} from './dto/administration.dto.js';

const ID = {
  description: '账号编号 · The account',
  schema: { type: 'string', format: 'uuid' },
  example: '019a0000-0000-7000-8000-000000000001',
} as const;

@ApiTags('administration')
@Controller('administration/accounts')
@Roles(...ADMINISTRATORS)
export class AdministrationController {
  constructor(private readonly administration: AdministrationService) {}

  @Get()
  @ApiOperation({
    operationId: 'listAdministeredAccounts',
    summary: '账号 · Accounts',
    description:
      '本人所管各地现在和曾经任职的账号。 · Of everybody who holds or held a role in the places that one administers.',
  })
  @ApiOkResponse({ type: pageOf(AdministeredDto), description: '账号 · Accounts' })
  list(@CurrentAccount() account: Account, @Query() query: PageQuery): Promise<Page<AdministeredDto>> {
    return this.administration.list(account, query);
  }

  @Post()
  @ApiIdempotencyKey()
  @ApiOperation({
    operationId: 'createAccount',
    summary: '新建账号 · Create an account',
    description:
      '同时任一个岗位；随后“重置密码”得到初始密码。 · With its first role; “reset the password” then gives an initial one.',
  })
  @ApiCreatedResponse({ type: CreatedAccountDto, description: '已新建 · Created' })
  async create(
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Body() input: NewAccountDto,
  ): Promise<CreatedAccountDto> {
    return { id: await this.administration.create(account, idempotency, input) };
  }

  @Get(':id')
  @ApiParam({ name: 'id', ...ID })
  @ApiOperation({
    operationId: 'getAdministeredAccount',
    summary: '一个账号及其岗位 · An account with its memberships',
    description: '含已结束的岗位。 · Ended ones too.',
  })
  @ApiOkResponse({ type: AdministeredDetailDto, description: '账号 · The account' })
  get(@CurrentAccount() account: Account, @Param('id', IdPipe) id: string): Promise<AdministeredDetailDto> {
    return this.administration.detail(account, id);
  }

  @Put(':id')
  @HttpCode(204)
  @ApiParam({ name: 'id', ...ID })
  @ApiOperation({
    operationId: 'changeAccount',
    summary: '改姓名，停用或启用 · Rename, take out of use or back',
    description: '停用的随即退出，不能再登录。 · Out of use it is signed out at once.',
  })
  @ApiNoContentResponse({ description: '已修改 · Changed' })
  change(
    @CurrentAccount() account: Account,
    @Param('id', IdPipe) id: string,
    @Body() change: AccountChangeDto,
  ): Promise<void> {
    return this.administration.change(account, id, change);
  }

  @Post(':id/passwords')
  @ApiParam({ name: 'id', ...ID })
  @ApiOperation({
    operationId: 'resetPassword',
    summary: '重置密码 · Reset the password',
    description:
      '得到一个初始密码，只显示一次；此账号的登录全部失效。 · Gives an initial password, shown once; the account is signed out everywhere.',
  })
  @ApiCreatedResponse({ type: InitialPasswordDto, description: '已重置 · Reset' })
  async resetPassword(
    @CurrentAccount() account: Account,
    @Param('id', IdPipe) id: string,
  ): Promise<InitialPasswordDto> {
    return { password: await this.administration.resetPassword(account, id) };
  }

  @Post(':id/memberships')
  @ApiParam({ name: 'id', ...ID })
  @ApiIdempotencyKey()
  @ApiOperation({
    operationId: 'appoint',
    summary: '任一个岗位 · Give a role',
    description: '即时生效；一人可以兼几个。 · From now on; one person may hold several.',
  })
  @ApiCreatedResponse({ type: CreatedAccountDto, description: '已任职 · Given' })
  async appoint(
    @CurrentAccount() account: Account,
    @Param('id', IdPipe) id: string,
    @Repeatable() idempotency: Idempotency,
    @Body() appointment: AppointmentDto,
  ): Promise<CreatedAccountDto> {
    return { id: await this.administration.appoint(account, idempotency, id, appointment) };
  }

  @Delete(':id/memberships/:membershipId')
  @HttpCode(204)
  @ApiParam({ name: 'id', ...ID })
  @ApiParam({ name: 'membershipId', ...ID, description: '岗位编号 · The membership' })
  @ApiOperation({
    operationId: 'dismiss',
    summary: '结束一个岗位 · End a role',
    description: '即时生效，记录保留。 · From now on; it stays on record.',
  })
  @ApiNoContentResponse({ description: '已结束 · Ended' })
  dismiss(
    @CurrentAccount() account: Account,
    @Param('id', IdPipe) id: string,
    @Param('membershipId', IdPipe) membershipId: string,
  ): Promise<void> {
    return this.administration.dismiss(account, id, membershipId);
  }
}
