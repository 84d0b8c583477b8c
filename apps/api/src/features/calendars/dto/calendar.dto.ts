import { CALENDAR_DAY_KINDS, type CalendarDay } from '#domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '../../../platform/paging/index.js';
import {
  CodeField,
  DateField,
  FlagField,
  IdField,
  IntegersField,
  NestedListField,
  TextField,
} from '../../../platform/validation/index.js';
import { BilingualDto } from '../../cases/index.js';

const NOTICE =
  '二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。';
const ID = '019a0000-0000-7000-8000-000000000001';
export const INSTANT = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;
const VERSION = '版本，越新越大 · Version: the newer, the greater';
const COUNTY = '所属县；全国日历没有 · The county whose own it is; none for the national one';
const YEAR = { min: 2000, max: 2100, most: 10 };
const DAYS = '与平常周末不同的日子 · The days that differ from ordinary weeks';

export class CalendarDayDto implements CalendarDay {
  @DateField({ range: 'byRules', description: '日期 · Date', example: '2027-02-08' })
  date!: string;

  @CodeField({
    description: '放假，或周末调休上班 · A day off, or a weekend that is worked',
    values: CALENDAR_DAY_KINDS,
    example: 'holiday',
  })
  kind!: CalendarDay['kind'];
}

export class NewCalendarDraftDto {
  @IdField({
    description:
      '县；写明则只是该县对全国日历的调整，该县已公布的调整照旧保留 · The county, if these are its own days over the national calendar; what it has published of them stays',
    optional: true,
  })
  countyId?: string;

  @IntegersField({
    ...YEAR,
    description:
      '本次公布的年份，其余年份照旧；全国日历必填 · The years announced; other years stay. Needed for the national calendar',
    optional: true,
    example: [2027],
  })
  years?: number[];

  @IntegersField({
    ...YEAR,
    description: '其中尚未正式公布、暂定的年份 · Those of the years that are a guess until announced',
    optional: true,
    example: [],
  })
  provisionalYears?: number[];

  @NestedListField(() => CalendarDayDto, {
    description: `${DAYS}（放假、调休）`,
    max: 400,
    optional: true,
    example: [{ date: '2027-02-08', kind: 'holiday' }],
  })
  days?: CalendarDayDto[];

  @TextField({
    description:
      '同样内容的 CSV：每行“日期,holiday 或 makeUp” · The same as CSV: a line a day, `date,holiday` or `date,makeUp`',
    max: 20_000,
    optional: true,
    example: 'date,kind\n2027-02-08,holiday\n2027-02-20,makeUp',
  })
  csv?: string;

  @TextField({
    description:
      '同样内容的放假通知原文；没有写年份的按公布的年份，写了星期的逐日核对 · The same as the text of the announcement; dates without a year are of the first year announced, and named weekdays are checked',
    max: 20_000,
    optional: true,
    example: NOTICE,
  })
  notice?: string;

  @FlagField({
    description:
      '县里的调整：true 表示以本次录入的取代该县以前的全部调整（删去某天须用此项），否则在其上增改 · Of a county: true replaces all its earlier days by these, which is how one is taken away; else these are added to them or change them',
    optional: true,
    example: false,
  })
  replace?: boolean;
}

export class CalendarSummaryDto {
  @ApiProperty({ type: 'integer', description: VERSION, example: 3 })
  version!: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: COUNTY, example: null })
  countyId!: string | null;

  @ApiProperty({ type: String, format: 'date', description: '首日 · First day', example: '2025-01-01' })
  from!: string;

  @ApiProperty({ type: String, format: 'date', description: '末日 · Last day', example: '2027-12-31' })
  to!: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: '自此日起为暂定 · From here on it is provisional',
    example: '2027-01-01',
  })
  provisionalFrom?: string;

  @ApiProperty({ ...INSTANT, description: '公布时间 · When it was published' })
  publishedAt!: string;
}

export class CalendarDto extends CalendarSummaryDto {
  @ApiProperty({ type: [CalendarDayDto], description: DAYS })
  days!: CalendarDayDto[];

  @ApiProperty({
    type: 'integer',
    description: '按此版本计算期限的在办件数 · Open cases that count by this version',
    example: 12,
  })
  openCases!: number;
}

export class CalendarDraftDto {
  @ApiProperty({ type: String, format: 'uuid', description: '编号 · Id', example: ID })
  id!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: COUNTY, example: null })
  countyId!: string | null;

  @ApiProperty({ type: 'integer', description: '所依据的版本 · The version it is based on', example: 3 })
  basedOn!: number;

  @ApiProperty({
    type: [Number],
    description: '年份 · Years; empty for a county’s own days',
    example: [2027],
  })
  years!: number[];

  @ApiProperty({ type: [Number], description: '暂定年份 · Provisional years', example: [] })
  provisionalYears!: number[];

  @ApiProperty({
    type: [CalendarDayDto],
    description: `${DAYS}；县里的包括保留的 · those of a county with those it keeps`,
  })
  days!: CalendarDayDto[];

  @ApiProperty({ ...INSTANT, description: '起草时间 · When it was drafted' })
  createdAt!: string;

  @ApiPropertyOptional({ type: 'integer', description: '公布后的版本 · Version once published', example: 4 })
  publishedVersion?: number;
}

export class PreviewQueryDto extends PageQuery {}

export class ChangedDayDto {
  @ApiProperty({ type: String, format: 'date', description: '日期 · Date', example: '2027-02-08' })
  date!: string;

  @ApiProperty({ enum: ['off', 'working'], description: '原来 · Before', example: 'working' })
  before!: 'off' | 'working';

  @ApiProperty({ enum: ['off', 'working'], description: '之后 · After', example: 'off' })
  after!: 'off' | 'working';
}

/** What stands on a step's or an order's clock. */
export class ClockDatesDto {
  @ApiPropertyOptional({ ...INSTANT, description: '到期 · Due' })
  dueAt?: string;

  @ApiPropertyOptional({ ...INSTANT, description: '最早可办 · Not before' })
  notBefore?: string;

  @ApiPropertyOptional({ ...INSTANT, description: '下一次提醒 · The next reminder' })
  remindAt?: string;
}

export class MovedDueTimeDto {
  @ApiPropertyOptional({ ...INSTANT, description: '原来 · Before' })
  before?: string;

  @ApiPropertyOptional({ ...INSTANT, description: '之后 · After' })
  after?: string;
}

export class MovedStepDto {
  @ApiProperty({ type: String, description: '步骤 · The step', example: 'investigate' })
  step!: string;

  @ApiPropertyOptional({ type: BilingualDto, description: '流程中的名称 · Name in the procedure' })
  name?: BilingualDto;

  @ApiProperty({ type: ClockDatesDto, description: '原来 · Before' })
  before!: ClockDatesDto;

  @ApiProperty({ type: ClockDatesDto, description: '之后 · After' })
  after!: ClockDatesDto;
}

export class MovedCaseDto {
  @ApiProperty({ type: String, format: 'uuid', description: '办件编号 · The case', example: ID })
  caseId!: string;

  @ApiProperty({ type: String, description: '编号 · Number', example: '2026-0001' })
  number!: string;

  @ApiPropertyOptional({ type: MovedDueTimeDto, description: '总期限 · The overall deadline' })
  overallDueAt?: MovedDueTimeDto;

  @ApiProperty({ type: [MovedStepDto], description: '有变动的步骤 · Steps that move' })
  steps!: MovedStepDto[];
}

export class MovedSupervisionOrderDto {
  @ApiProperty({ type: String, format: 'uuid', description: '督办单编号 · The order', example: ID })
  supervisionOrderId!: string;

  @ApiProperty({ type: String, format: 'uuid', description: '办件编号 · The case', example: ID })
  caseId!: string;

  @ApiProperty({ type: String, description: '办件文号 · Number of the case', example: '2026-0001' })
  number!: string;

  @ApiProperty({ type: ClockDatesDto, description: '原来 · Before' })
  before!: ClockDatesDto;

  @ApiProperty({ type: ClockDatesDto, description: '之后 · After' })
  after!: ClockDatesDto;
}

export class CalendarPreviewDto {
  @ApiProperty({ type: [ChangedDayDto], description: '有变动的日子 · The days that change' })
  changedDays!: ChangedDayDto[];

  @ApiProperty({
    type: 'integer',
    description: '期限碰到这些日子的在办件数 · Open cases whose terms meet such a day',
    example: 12,
  })
  openCases!: number;

  @ApiProperty({
    type: [MovedCaseDto],
    description:
      '所列日期有变动的办件；只变动以后提醒的不列 · The cases in which a date shown moves; where only a later reminder does they are left out',
  })
  items!: MovedCaseDto[];

  @ApiProperty({
    type: [MovedSupervisionOrderDto],
    description:
      '到期有变动的待答复督办单，随最后一页给出 · The open supervision orders of which the due time moves; they come with the last page',
  })
  orders!: MovedSupervisionOrderDto[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: '下一页的游标，没有更多时为空 · Cursor of the next page; null at the end',
    example: null,
  })
  next!: string | null;
}

export class CalendarPublicationDto {
  @ApiProperty({ type: 'integer', description: VERSION, example: 4 })
  version!: number;
}
