import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { CurrentScope, Roles, Scope } from '../../platform/auth/index.js';
import { ApiIdempotencyKey, type Idempotency, Repeatable } from '../../platform/idempotency/index.js';
import { type Page, pageOf, PageQuery } from '../../platform/paging/index.js';
import { IdPipe } from '../../platform/validation/index.js';
import { PERSON_EDITORS } from '../persons/index.js';
import { NewPoolDto, NewPoolMemberDto, PoolMemberDto, PoolsQueryDto, PoolDto } from './dto/pool.dto.js';
import { PoolMembersService } from './pool-members.service.js';
import { POOL_EDITORS, PoolsService } from './pools.service.js';

const ApiPoolId = () =>
  ApiParam({
    name: 'id',
    description: '群英库编号 · The pool',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-7000-8000-000000000001',
  });

@ApiTags('pools')
@Controller('pools')
export class PoolsController {
  constructor(
    private readonly pools: PoolsService,
    private readonly members: PoolMembersService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listPools',
    summary: '群英库 · Pools',
    description: '本地及上级的群英库。 · Pools of one’s places and of those above.',
  })
  @ApiOkResponse({ type: pageOf(PoolDto), description: '群英库 · Pools' })
  list(@CurrentScope() scope: Scope, @Query() query: PoolsQueryDto): Promise<Page<PoolDto>> {
    return this.pools.list(scope, query);
  }

  @Post()
  @Roles(...POOL_EDITORS)
  @ApiIdempotencyKey()
  @ApiOperation({
    operationId: 'createPool',
    summary: '建立群英库 · Set up a pool',
    description:
      '群众群英库建在村（社区），专家群英库建在镇或县。 · Resident pools stand in a village, expert pools in a township or county.',
  })
  @ApiCreatedResponse({ type: PoolDto, description: '已建立 · Set up' })
  create(
    @CurrentScope() scope: Scope,
    @Repeatable() idempotency: Idempotency,
    @Body() input: NewPoolDto,
  ): Promise<PoolDto> {
    return this.pools.create(scope, idempotency, input);
  }

  @Get(':id/members')
  @Roles(...PERSON_EDITORS)
  @ApiPoolId()
  @ApiOperation({
    operationId: 'listPoolMembers',
    summary: '在库群英 · Members of a pool',
    description: '现在库的群英。 · Those who are in the pool now.',
  })
  @ApiOkResponse({ type: pageOf(PoolMemberDto), description: '群英 · Members' })
  listMembers(
    @CurrentScope() scope: Scope,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<PoolMemberDto>> {
    return this.members.list(scope, id, query);
  }

  @Post(':id/members')
  @Roles(...POOL_EDITORS)
  @ApiPoolId()
  @ApiIdempotencyKey()
  @ApiOperation({
    operationId: 'addPoolMember',
    summary: '群英入库 · Add a member',
    description: '同一人不重复入库。 · Nobody is in a pool twice.',
  })
  @ApiCreatedResponse({ type: PoolMemberDto, description: '已入库 · Added' })
  addMember(
    @CurrentScope() scope: Scope,
    @Repeatable() idempotency: Idempotency,
    @Param('id', IdPipe) id: string,
    @Body() input: NewPoolMemberDto,
  ): Promise<PoolMemberDto> {
    return this.members.add(scope, idempotency, id, input);
  }
}
