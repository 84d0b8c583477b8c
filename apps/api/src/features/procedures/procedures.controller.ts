import type { Procedure } from '#domain';
import type { Language } from '#i18n';
import { Catalogue } from '#persistence';
import { inspectProcedure } from '#procedures';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { notFound } from '../../platform/problems/index.js';
import {
  BilingualNameDto,
  ProcedureDto,
  ProcedureFindingsDto,
  ProcedureQueryDto,
  ProceduresDto,
  ProceduresQueryDto,
} from './dto/procedure.dto.js';

const ApiProcedureKey = () =>
  ApiParam({
    name: 'key',
    description: '流程代码 · Key of the procedure',
    schema: { type: 'string' },
    example: 'dispute',
  });

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
  @ApiProcedureKey()
  @ApiOperation({
    operationId: 'getProcedure',
    summary: '一个流程 · One procedure',
    description: '步骤、期限、办理岗位和去向。 · Steps, terms, owners and transitions.',
  })
  @ApiOkResponse({ type: ProcedureDto, description: '流程 · The procedure' })
  async get(@Param('key') key: string, @Query() { version }: ProcedureQueryDto): Promise<ProcedureDto> {
    return this.find(key, version);
  }

  @Get(':key/findings')
  @ApiProcedureKey()
  @ApiOperation({
    operationId: 'listProcedureFindings',
    summary: '流程校验结果 · What the verifier says of a procedure',
    description:
      '按现在的规则和法律条款重新校验已公布的流程。 · The published procedure, verified anew by the rules and the law as they stand now.',
  })
  @ApiOkResponse({ type: ProcedureFindingsDto, description: '校验结果 · Findings' })
  async findings(
    @Param('key') key: string,
    @Query() { version }: ProcedureQueryDto,
  ): Promise<ProcedureFindingsDto> {
    const procedure = await this.find(key, version);
    const { findings, expected } = inspectProcedure(procedure);
    return {
      version: procedure.version,
      items: findings.map(({ code, severity, step, words }) => ({
        code,
        severity,
        ...(step !== undefined && { step }),
        words: both(words),
      })),
      ...(expected && { expected: both(expected) }),
    };
  }

  private async find(key: string, version?: number): Promise<Procedure> {
    const procedure = await this.catalogue.procedure(key, version);
    if (!procedure) throw notFound();
    return procedure;
  }
}

const both = (words: (language: Language) => string): BilingualNameDto => ({
  zh: words('zh-CN'),
  en: words('en'),
});
