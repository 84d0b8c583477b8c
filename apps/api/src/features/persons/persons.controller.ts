import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentScope, Roles, Scope } from '../../platform/auth/index.js';
import { ApiIdempotencyKey, type Idempotency, Repeatable } from '../../platform/idempotency/index.js';
import { type Page, pageOf } from '../../platform/paging/index.js';
import { IdPipe } from '../../platform/validation/index.js';
import {
  NewKinDto,
  NewPersonDto,
  PersonChangeDto,
  PersonSearchDto,
  PersonsQueryDto,
  PersonDto,
  PersonWithKinDto,
} from './dto/person.dto.js';
import { PERSON_EDITORS, PersonsService } from './persons.service.js';

const ApiPersonId = () =>
  ApiParam({
    name: 'id',
    description: '人员编号 · The person',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-7000-8000-000000000001',
  });

@ApiTags('persons')
@Controller('persons')
@Roles(...PERSON_EDITORS)
export class PersonsController {
  constructor(private readonly persons: PersonsService) {}

  @Get()
  @ApiOperation({
    operationId: 'listPersons',
    summary: '人员列表 · List people',
    description:
      '按村（社区）列出；按姓名、电话查找用 searches。 · By village; to find by name use searches.',
  })
  @ApiOkResponse({ type: pageOf(PersonDto), description: '人员 · People' })
  list(@CurrentScope() scope: Scope, @Query() query: PersonsQueryDto): Promise<Page<PersonDto>> {
    return this.persons.find(scope, query);
  }

  @Post('searches')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'searchPersons',
    summary: '查找人员 · Find people',
    description:
      '按完整姓名、电话，或在一个村里按部分姓名、拼音（q）；写在正文里，不进网址。 · By a whole name or number, or within one village by part of a name or pinyin (q); in the body, never in the address.',
  })
  @ApiOkResponse({ type: pageOf(PersonDto), description: '人员 · People' })
  search(@CurrentScope() scope: Scope, @Body() search: PersonSearchDto): Promise<Page<PersonDto>> {
    return this.persons.find(scope, search);
  }

  @Get(':id')
  @ApiPersonId()
  @ApiOperation({
    operationId: 'getPerson',
    summary: '一位人员及其近亲属 · One person with declared kin',
    description:
      '近亲属不得互为当事人与群英。 · Declared close kin may not be party and member of one matter.',
  })
  @ApiOkResponse({ type: PersonWithKinDto, description: '人员 · The person' })
  get(@CurrentScope() scope: Scope, @Param('id', IdPipe) id: string): Promise<PersonWithKinDto> {
    return this.persons.get(scope, id);
  }

  @Post()
  @ApiIdempotencyKey()
  @ApiOperation({
    operationId: 'createPerson',
    summary: '登记人员 · Enter a person',
    description: '姓名和电话加密保存。 · Name and telephone are kept encrypted.',
  })
  @ApiCreatedResponse({ type: PersonDto, description: '已登记 · Entered' })
  create(
    @CurrentScope() scope: Scope,
    @Repeatable() idempotency: Idempotency,
    @Body() input: NewPersonDto,
  ): Promise<PersonDto> {
    return this.persons.create(scope, idempotency, input);
  }

  @Post(':id/kin')
  @ApiPersonId()
  @ApiIdempotencyKey()
  @ApiOperation({
    operationId: 'declareKin',
    summary: '申报近亲属 · Declare close kin',
    description:
      '两人之间只记一次，后报的关系替换先报的。 · Once a pair; a later relation replaces the earlier.',
  })
  @ApiCreatedResponse({ type: PersonWithKinDto, description: '已申报 · Declared' })
  declareKin(
    @CurrentScope() scope: Scope,
    @Repeatable() idempotency: Idempotency,
    @Param('id', IdPipe) id: string,
    @Body() input: NewKinDto,
  ): Promise<PersonWithKinDto> {
    return this.persons.declareKin(scope, idempotency, id, input);
  }

  @Put(':id')
  @ApiPersonId()
  @ApiOperation({
    operationId: 'changePerson',
    summary: '更正人员信息 · Correct a person',
    description: '不填的不变，空值为去掉。 · What is left out stays; null takes away.',
  })
  @ApiOkResponse({ type: PersonWithKinDto, description: '已更正 · Corrected' })
  change(
    @CurrentScope() scope: Scope,
    @Param('id', IdPipe) id: string,
    @Body() change: PersonChangeDto,
  ): Promise<PersonWithKinDto> {
    return this.persons.change(scope, id, change);
  }

  @Delete(':id/kin/:kinId')
  @HttpCode(204)
  @ApiPersonId()
  @ApiParam({
    name: 'kinId',
    description: '亲属编号 · The relative',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-7000-8000-000000000001',
  })
  @ApiOperation({
    operationId: 'revokeKin',
    summary: '撤销误报的近亲属 · Take back a kinship declared by mistake',
    description: '已办的步骤不变。 · Steps that are done stay as they are.',
  })
  @ApiNoContentResponse({ description: '已撤销 · Taken back' })
  revokeKin(
    @CurrentScope() scope: Scope,
    @Param('id', IdPipe) id: string,
    @Param('kinId', IdPipe) kinId: string,
  ): Promise<void> {
    return this.persons.revokeKin(scope, id, kinId);
  }
}
