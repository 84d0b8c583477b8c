import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CodeField, FlagField, IdsField, TextField } from '../../../../platform/validation/index.js';
import { BilingualDto } from '../../views/dto/bilingual.dto.js';
import { NamedDto } from '../../views/dto/summary.dto.js';
import { COLUMNS } from '../columns.js';
import { LAYOUT_KEYS } from '../layouts.js';

const INSTANT = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;

/** Which columns are meant. */
export class ColumnsQueryDto {
  @TextField({
    description: `列，按顺序用逗号隔开 · Columns in their order, separated by commas: ${COLUMNS.join(', ')}`,
    max: 400,
    optional: true,
    example: 'number,title,parties',
  })
  columns?: string;

  @CodeField({
    values: LAYOUT_KEYS,
    description:
      '列式：按其他部门的登记表列出，代替 columns · The layout of another office, instead of columns',
    optional: true,
    example: 'mediation',
  })
  layout?: string;
}

export class LayoutDto {
  @ApiProperty({ enum: LAYOUT_KEYS, description: '列式代码 · Key', example: 'mediation' })
  key!: string;
  @ApiProperty({ type: BilingualDto, description: '名称 · Name' })
  name!: BilingualDto;
  @ApiProperty({ type: BilingualDto, description: '报送给谁 · To whom it is reported' })
  office!: BilingualDto;
  @ApiProperty({ type: [String], description: '表头，按顺序 · Headings in their order', example: ['序号'] })
  headings!: string[];
  @ApiProperty({
    type: [String],
    description: '各列取自哪一列；serial 为序号 · The column that each is; serial counts the rows',
    example: ['serial'],
  })
  columns!: string[];
}

export class LayoutListDto {
  @ApiProperty({ type: [LayoutDto], description: '列式 · Layouts' })
  items!: LayoutDto[];
}

export class SearchTextDto {
  @TextField({
    description: '要找的内容：文号、事项中的词、姓名、拼音 · Number, words, a name or pinyin',
    max: 100,
    example: 'zhangsan',
  })
  text!: string;
}

export class SealedSearchDto {
  @ApiProperty({ type: String, description: '放进网址的密文 · For the address: sealed', example: 'AGsx…' })
  find!: string;
}

export class ReportMarksDto {
  @IdsField({ description: '办件 · The cases', min: 1, max: 200 })
  caseIds!: string[];

  @CodeField({ values: LAYOUT_KEYS, description: '报送的列式 · In which layout', example: 'mediation' })
  layout!: string;

  @FlagField({ description: '已报送，或撤销 · Reported, or taken back', example: true })
  reported!: boolean;
}

export class ReportedCasesDto {
  @ApiProperty({
    type: 'integer',
    description: '有变化的件数；原已如此的不算 · How many changed; those that were so already do not count',
    example: 3,
  })
  changed!: number;
}

export class CaseReportDto {
  @ApiProperty({ enum: LAYOUT_KEYS, description: '列式 · In which layout', example: 'mediation' })
  layout!: string;
  @ApiProperty({ ...INSTANT, description: '报送时间 · When it was marked' })
  reportedAt!: string;
  @ApiProperty({ type: NamedDto, description: '谁标记的 · By whom' })
  reportedBy!: NamedDto;
  @ApiPropertyOptional({ ...INSTANT, description: '撤销时间 · When it was taken back' })
  withdrawnAt?: string;
  @ApiPropertyOptional({ type: NamedDto, description: '谁撤销的 · By whom it was taken back' })
  withdrawnBy?: NamedDto;
}

export class CaseReportListDto {
  @ApiProperty({ type: [CaseReportDto], description: '最早的在前 · The oldest first' })
  items!: CaseReportDto[];
}
