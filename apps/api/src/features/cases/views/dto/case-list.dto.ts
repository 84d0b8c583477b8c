import {
  CATEGORIES,
  type Category,
  CLOSING_OUTCOMES,
  type ClosingOutcome,
  KIND_NAMES,
  type KindName,
} from '#domain';
import { ColumnsQueryDto } from '../../register/dto/register.dto.js';
import { LAYOUT_KEYS } from '../../register/layouts.js';
import { CaseSummaryDto } from './summary.dto.js';
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { PageQuery } from '../../../../platform/paging/index.js';
import {
  CodeField,
  DateField,
  IdField,
  QueryFlagField,
  TextField,
} from '../../../../platform/validation/index.js';

const SORTS = ['dueAt', '-dueAt', 'openedAt', '-openedAt'] as const;
const STATUSES = ['open', 'closed', 'all'] as const;

/** Which cases, and in which order. */
export class CaseFilterQueryDto {
  @CodeField({
    values: STATUSES,
    description: '状态，默认在办 · Status, open unless told otherwise',
    optional: true,
    example: 'open',
  })
  status?: (typeof STATUSES)[number];

  @CodeField({ values: CATEGORIES, description: '类别 · Category', optional: true, example: 'dispute' })
  category?: Category;

  @TextField({ description: '流程代码 · Key of the procedure', max: 64, optional: true, example: 'dispute' })
  procedure?: string;

  @IdField({
    description: '村（社区） · Village',
    optional: true,
    example: '019a0000-0000-7000-8000-000000000061',
  })
  villageId?: string;

  @QueryFlagField({
    description: '只看有逾期步骤的 · Only with an overdue step',
    optional: true,
    example: true,
  })
  overdue?: boolean;

  @QueryFlagField({
    description: '只看紧急或不紧急的 · Only urgent ones, or only others',
    optional: true,
    example: true,
  })
  urgent?: boolean;

  @CodeField({
    values: KIND_NAMES,
    description: '正在办理的步骤类型 · With an open step of this kind',
    optional: true,
    example: 'sign',
  })
  stepKind?: KindName;

  @IdField({ description: '承办人账号 · With a step that this account holds', optional: true })
  assigneeId?: string;

  @CodeField({
    values: CLOSING_OUTCOMES,
    description: '办结结果 · Closed so',
    optional: true,
    example: 'agreed',
  })
  outcome?: ClosingOutcome;

  @DateField({
    range: 'byRules',
    description: '登记日期从（含） · Raised from this day on',
    optional: true,
    example: '2026-01-01',
  })
  openedFrom?: string;

  @DateField({
    range: 'byRules',
    description: '登记日期到（含） · Raised up to this day',
    optional: true,
    example: '2026-12-31',
  })
  openedTo?: string;

  @IdField({
    description: '提出人或当事人 · Raised by this person, or with them as a party',
    optional: true,
  })
  personId?: string;

  @QueryFlagField({
    description: '只看已报送或未报送的 · Only those reported to another office, or only others',
    optional: true,
    example: false,
  })
  reported?: boolean;

  @CodeField({
    values: LAYOUT_KEYS,
    description: '报送的列式，与 reported 同用 · In which layout, together with reported',
    optional: true,
    example: 'mediation',
  })
  reportedIn?: string;

  @TextField({
    description:
      '查找的内容，由 POST /cases/searches 换成密文；也按姓名、拼音找 · What is searched for, as POST /cases/searches sealed it; by names and pinyin, too',
    max: 600,
    optional: true,
  })
  find?: string;

  @TextField({
    description: '检索文号、标题、地点中的词 · Words of number, title and place',
    max: 100,
    optional: true,
    example: '屋檐',
  })
  q?: string;

  @CodeField({
    values: SORTS,
    description:
      '排序，`-` 为倒序；在办默认 dueAt，其他默认 -openedAt · Order, `-` descending; dueAt for open cases, else -openedAt',
    optional: true,
    example: 'dueAt',
  })
  sort?: (typeof SORTS)[number];
}

export class CaseListQueryDto extends IntersectionType(CaseFilterQueryDto, PageQuery, ColumnsQueryDto) {}

export class CaseExportQueryDto extends IntersectionType(CaseFilterQueryDto, ColumnsQueryDto) {}

export class RegisterRowDto extends CaseSummaryDto {
  @ApiPropertyOptional({
    type: [String],
    description: '所要的各列，按顺序 · The columns that were asked for, in their order',
    example: ['清溪2026-0012', '屋檐滴水'],
  })
  cells?: string[];
}

export class SimilarCasesDto {
  @IdField({ description: '村（社区） · Village' })
  villageId!: string;

  @TextField({
    description: '准备登记的内容 · What is about to be entered',
    max: 4_000,
    example: '屋檐滴水滴到邻居墙根。',
  })
  text!: string;
}

export class SimilarCaseListDto {
  @ApiProperty({ type: [CaseSummaryDto], description: '相像的在办事项 · Open cases that are like it' })
  items!: CaseSummaryDto[];
}

export class CaseCountDto {
  @ApiProperty({
    type: 'integer',
    description: '件数，至多数到 1,000 · How many, counted up to 1,000',
    example: 312,
  })
  count!: number;
  @ApiProperty({ type: Boolean, description: '还有更多 · There are more', example: false })
  more!: boolean;
}
