import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { type Account, CurrentAccount, CurrentScope, Roles, Scope } from '../../platform/auth/index.js';
import { ApiIdempotencyKey, type Idempotency, Repeatable } from '../../platform/idempotency/index.js';
import { IdPipe } from '../../platform/validation/index.js';
import { CreatedPlaceDto, NewPlaceDto, PlaceNameDto } from './dto/place-writes.dto.js';
import { PlaceWritesService } from './place-writes.service.js';
import { PlaceTreeDto } from './dto/place.dto.js';
import { PlacesService } from './places.service.js';

@ApiTags('places')
@Controller('places')
export class PlacesController {
  constructor(
    private readonly places: PlacesService,
    private readonly writing: PlaceWritesService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listPlaces',
    summary: '行政区划树 · The tree of places',
    description:
      '本镇（街道）全部村、社区和网格；县级人员见全县。 · All places of one’s township; all of the county for who works for it.',
  })
  @ApiOkResponse({ type: PlaceTreeDto, description: '树 · The tree' })
  tree(@CurrentAccount() account: Account): Promise<PlaceTreeDto> {
    return this.places.tree(account);
  }

  @Post()
  @Roles('administrator')
  @ApiIdempotencyKey()
  @ApiOperation({
    operationId: 'createPlace',
    summary: '新增下级 · Add a place below',
    description:
      '县下为乡镇，其下为村（社区），再下为网格。 · Township, village or grid, by what it lies in.',
  })
  @ApiCreatedResponse({ type: CreatedPlaceDto, description: '已新增 · Added' })
  async create(
    @CurrentScope() scope: Scope,
    @Repeatable() idempotency: Idempotency,
    @Body() input: NewPlaceDto,
  ): Promise<CreatedPlaceDto> {
    return { id: await this.writing.create(scope, idempotency, input) };
  }

  @Put(':id')
  @HttpCode(204)
  @Roles('administrator')
  @ApiParam({
    name: 'id',
    description: '编号 · The place',
    schema: { type: 'string', format: 'uuid' },
    example: '019a0000-0000-7000-8000-000000000001',
  })
  @ApiOperation({
    operationId: 'renamePlace',
    summary: '改名 · Rename',
    description: '已办的事项也显示新名称。 · Cases of before show the new name, too.',
  })
  @ApiNoContentResponse({ description: '已改 · Renamed' })
  rename(
    @CurrentScope() scope: Scope,
    @Param('id', IdPipe) id: string,
    @Body() input: PlaceNameDto,
  ): Promise<void> {
    return this.writing.rename(scope, id, input);
  }
}
