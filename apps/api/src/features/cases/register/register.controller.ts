import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Account, CurrentAccount, Roles } from '../../../platform/auth/index.js';
import { IdPipe } from '../../../platform/validation/index.js';
import { ApiCaseId } from '../access/case-params.js';
import {
  CaseReportListDto,
  LayoutListDto,
  ReportedCasesDto,
  ReportMarksDto,
  SealedSearchDto,
  SearchTextDto,
} from './dto/register.dto.js';
import { LAYOUTS } from './layouts.js';
import { REGISTRARS, ReportsService } from './reports.service.js';
import { SearchTextService } from './search-text.service.js';

@ApiTags('cases')
@Controller('cases')
export class RegisterController {
  constructor(
    private readonly reports: ReportsService,
    private readonly texts: SearchTextService,
  ) {}

  @Get('layouts')
  @ApiOperation({
    operationId: 'listCaseLayouts',
    summary: '列式 · Column layouts',
    description:
      '其他部门登记表的列、表头和取值。 · Columns, headings and values as other offices have them.',
  })
  @ApiOkResponse({ type: LayoutListDto, description: '列式 · Layouts' })
  layouts(): LayoutListDto {
    return {
      items: LAYOUTS.map(({ columns, ...layout }) => ({
        ...layout,
        headings: columns.map(({ heading, column }) => heading ?? column),
        columns: columns.map(({ column }) => column),
      })),
    };
  }

  @Post('searches')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'sealCaseSearch',
    summary: '准备查找 · Prepare a search',
    description:
      '姓名不进网址：内容写在正文里，换回密文，作列表、计数、导出的 find。 · No name stands in an address: the text goes in the body, and comes back sealed for `find` of list, count and export.',
  })
  @ApiOkResponse({ type: SealedSearchDto, description: '密文 · Sealed' })
  search(@Body() { text }: SearchTextDto): SealedSearchDto {
    return { find: this.texts.seal(text) };
  }

  @Get('searches/:find')
  @ApiParam({ name: 'find', description: '密文 · Sealed', schema: { type: 'string', maxLength: 600 } })
  @ApiOperation({
    operationId: 'openCaseSearch',
    summary: '查找的内容 · What was searched for',
    description: '供显示在查找框中。 · To be shown where it was typed.',
  })
  @ApiOkResponse({ type: SearchTextDto, description: '内容 · The text' })
  searched(@Param('find') find: string): SearchTextDto {
    return { text: this.texts.open(find) };
  }

  @Put('reports')
  @Roles(...REGISTRARS)
  @ApiOperation({
    operationId: 'markCasesReported',
    summary: '标记已报送、撤销 · Mark cases as reported, or take it back',
    description:
      '记下谁在何时报送、撤销；重复提交不变。 · Who did it and when is kept; sent again it changes nothing.',
  })
  @ApiOkResponse({ type: ReportedCasesDto, description: '已记下 · Kept' })
  mark(@CurrentAccount() account: Account, @Body() marks: ReportMarksDto): Promise<ReportedCasesDto> {
    return this.reports.set(marks, account);
  }

  @Get(':id/reports')
  @ApiCaseId()
  @ApiOperation({
    operationId: 'listCaseReports',
    summary: '报送记录 · To whom a case was reported',
    description: '包括已撤销的。 · With what was taken back.',
  })
  @ApiOkResponse({ type: CaseReportListDto, description: '报送记录 · The marks' })
  async of(@CurrentAccount() account: Account, @Param('id', IdPipe) id: string): Promise<CaseReportListDto> {
    return { items: await this.reports.of(id, account) };
  }
}
