import { Catalogue } from '#persistence';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { notFound } from '../../platform/problems/index.js';
import { ProcedureQueryDto, ProceduresQueryDto, ProceduresDto, ProcedureDto } from './dto/procedure.dto.js';

@ApiTags('procedures')
@Controller('procedures')
export class ProceduresController {
  constructor(private readonly catalogue: Catalogue) {}

  @Get()
  @ApiOperation({
    operationId: 'listProcedures',
    summary: '现行流程 · Procedures',
    description:
      '每个流程的最新版本；在办的办件沿用各自的版本。 · The newest version of each; running cases keep theirs.',
  })
  @ApiOkResponse({ type: ProceduresDto, description: '流程 · Procedures' })
  async list(@Query() { category }: ProceduresQueryDto): Promise<ProceduresDto> {
    const procedures = await this.catalogue.procedures();
    const fitting = procedures.filter(({ categories }) => !category || categories.includes(category));
    return {
      items: fitting.map(({ key, version, name, categories }) => ({ key, version, name, categories })),
      next: null,
    };
  }

  @Get(':key')
  @ApiParam({
    name: 'key',
    description: '流程代码 · Key of the procedure',
    schema: { type: 'string' },
    example: 'dispute',
  })
  @ApiOperation({
    operationId: 'getProcedure',
    summary: '一个流程 · One procedure',
    description: '步骤、期限、办理岗位和去向。 · Steps, terms, owners and transitions.',
  })
  @ApiOkResponse({ type: ProcedureDto, description: '流程 · The procedure' })
  async get(@Param('key') key: string, @Query() { version }: ProcedureQueryDto): Promise<ProcedureDto> {
    const procedure = await this.catalogue.procedure(key, version);
    if (!procedure) throw notFound();
    return procedure;
  }
}
