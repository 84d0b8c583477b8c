import { languageOf } from '#i18n';
import { Body, Controller, Get, Headers, HttpCode, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentScope, Scope } from '../../../platform/auth/index.js';
import { type Page, pageOf } from '../../../platform/paging/index.js';
import type { Response } from 'express';
import { CaseExportService } from './case-export.service.js';
import { CaseListService } from './case-list.service.js';
import {
  CaseCountDto,
  CaseExportQueryDto,
  CaseFilterQueryDto,
  CaseListQueryDto,
  RegisterRowDto,
  SimilarCaseListDto,
  SimilarCasesDto,
} from './dto/case-list.dto.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** How many rows there are going to be. */
const TOTAL = 'x-total-count';
const FILE = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('cases')
@Controller('cases')
export class CaseListController {
  constructor(
    private readonly cases: CaseListService,
    private readonly exports: CaseExportService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listCases',
    summary: '办件列表 · List cases',
    description:
      '本人范围内的办件，按到期或登记时间排序 · The cases in the caller’s places, by due time or time of intake.',
  })
  @ApiOkResponse({
    type: pageOf(RegisterRowDto),
    description: '本人范围内的办件 · Cases in the caller’s places',
  })
  list(
    @Query() query: CaseListQueryDto,
    @CurrentScope() scope: Scope,
    @Headers('accept-language') accepted: string | undefined,
  ): Promise<Page<RegisterRowDto>> {
    return this.cases.page(query, scope, languageOf(accepted));
  }

  @Get('count')
  @ApiOperation({
    operationId: 'countCases',
    summary: '办件计数 · Count cases',
    description: '与列表同样的条件；至多数到 1,000。 · By the same conditions as the list; up to 1,000.',
  })
  @ApiOkResponse({ type: CaseCountDto, description: '件数 · How many' })
  count(@Query() query: CaseFilterQueryDto, @CurrentScope() scope: Scope): Promise<CaseCountDto> {
    return this.cases.count(query, scope);
  }

  @Get('export.csv')
  @ApiProduces('text/csv')
  @ApiOperation({
    operationId: 'exportCasesCsv',
    summary: '导出台账（CSV） · Export the register as CSV',
    description:
      '与列表同样的条件和列，不限件数，边读边发；X-Total-Count 为总件数。 · By the same conditions and columns as the list, without a limit, sent as it is read; X-Total-Count tells how many there are.',
  })
  @ApiOkResponse({ description: '文件 · The file', content: { 'text/csv': FILE } })
  async csv(
    @Query() query: CaseExportQueryDto,
    @CurrentScope() scope: Scope,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const { file, total } = await this.exports.csv(query, scope, languageOf(accepted));
    if (total !== undefined) response.setHeader(TOTAL, total);
    return new StreamableFile(file, {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${this.exports.fileName}.csv"`,
    });
  }

  @Get('export.xlsx')
  @ApiProduces(XLSX)
  @ApiOperation({
    operationId: 'exportCasesXlsx',
    summary: '导出台账（Excel） · Export the register as a spreadsheet',
    description:
      '与列表同样的条件和列，至多 100,000 件。 · By the same conditions and columns as the list, up to 100,000.',
  })
  @ApiOkResponse({ description: '文件 · The file', content: { [XLSX]: FILE } })
  async xlsx(
    @Query() query: CaseExportQueryDto,
    @CurrentScope() scope: Scope,
    @Headers('accept-language') accepted: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const gone = () => response.destroyed;
    return new StreamableFile(await this.exports.xlsx(query, scope, languageOf(accepted), gone), {
      type: XLSX,
      disposition: `attachment; filename="${this.exports.fileName}.xlsx"`,
    });
  }

  @Post('similar')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'findSimilarCases',
    summary: '相像的在办事项 · Open cases that are like it',
    description:
      '登记前看看是不是同一件事；内容写在正文里，不进网址，也不保存。 · Before it is entered twice; the text stands in the body, and is kept nowhere.',
  })
  @ApiOkResponse({ type: SimilarCaseListDto, description: '相像的事项，最像的在前 · The likest first' })
  async similar(@Body() wanted: SimilarCasesDto, @CurrentScope() scope: Scope): Promise<SimilarCaseListDto> {
    return { items: await this.cases.similar(wanted, scope) };
  }
}
