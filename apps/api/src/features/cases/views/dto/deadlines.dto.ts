import { BilingualDto, DueDto } from './bilingual.dto.js';
import { DEADLINE_BASES, PAUSE_REASONS, ROLES } from '#domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AdjustmentDto } from './adjustment.dto.js';

const INSTANT = { type: String, format: 'date-time', example: '2026-10-15T00:00:00+08:00' } as const;
const DATE = { type: String, format: 'date', example: '2026-10-10' } as const;
const TERM = { type: String, example: '5wd' } as const;

export class SkippedDayDto {
  @ApiProperty({ ...DATE, description: '日期 · The day' })
  date!: string;
  @ApiProperty({ enum: ['weekend', 'holiday'], description: '周末或节假日 · Why', example: 'holiday' })
  why!: string;
}

export class DeadlinePauseDto {
  @ApiProperty({ enum: PAUSE_REASONS, description: '原因 · Why', example: 'harvest' })
  reason!: string;
  @ApiProperty({ ...INSTANT, description: '自 · From' })
  from!: string;
  @ApiProperty({ ...INSTANT, description: '至；未恢复的为最迟恢复时间 · To; at the latest while it lasts' })
  to!: string;
  @ApiProperty({ type: Boolean, description: '已恢复 · Whether it has ended', example: true })
  ended!: boolean;
  @ApiProperty({
    type: 'number',
    description: '顺延多少，小时制的为毫秒 · By how much it moves the date; milliseconds for hours',
    example: 2,
  })
  amount!: number;
  @ApiProperty({
    enum: ['wd', 'cd', 'h'],
    description: '单位：工作日、天、小时 · Working days, calendar days, hours',
    example: 'wd',
  })
  unit!: string;
}

export class DeadlineExtensionDto {
  @ApiProperty({ ...TERM, description: '延长多久 · How much more time' })
  term!: string;
  @ApiProperty({ ...INSTANT, description: '批准或同意的时间 · When it was granted' })
  at!: string;
}

export class DeadlineExternalDto {
  @ApiProperty({ type: String, description: '外部系统 · The other system', example: '12345' })
  system!: string;
  @ApiPropertyOptional({
    type: String,
    description: '编号；已删除的没有 · Its number there; none once erased',
    example: 'QX20261012-031',
  })
  number?: string | undefined;
}

export class DeadlineWordsDto {
  @ApiProperty({
    type: [String],
    description: '中文 · Chinese',
    example: ['最后一天是 2026-10-14，到当日 24 时为止。'],
  })
  zh!: string[];
  @ApiProperty({
    type: [String],
    description: '英文 · English',
    example: ['The last day is 2026-10-14, until its 24:00.'],
  })
  en!: string[];
}

export class PlannedReminderDto {
  @ApiProperty({ ...INSTANT, description: '何时提醒 · When', example: '2026-10-12T09:12:30+08:00' })
  at!: string;
  @ApiPropertyOptional({ enum: ROLES, description: '提醒哪个岗位 · Which role', example: 'committee' })
  role?: string;
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: '提醒哪个账号 · Which account',
    example: '019a0000-0000-7000-8000-000000000031',
  })
  accountId?: string;
  @ApiPropertyOptional({
    enum: ['assignee', 'addressee', 'issuer'],
    description: '该账号是承办人、督办对象还是督办单发出人 · What the account is to it',
    example: 'assignee',
  })
  as?: string;
  @ApiPropertyOptional({
    type: String,
    description: '因哪一步提醒 · The step for which they are told',
    example: 'investigate',
  })
  step?: string;
}

export class DeadlineProcedureDto {
  @ApiProperty({ type: String, description: '流程代码 · Key', example: 'dispute' })
  key!: string;
  @ApiProperty({ type: 'integer', description: '版本 · Version', example: 1 })
  version!: number;
  @ApiProperty({ type: BilingualDto, description: '名称 · Name' })
  name!: BilingualDto;
}

export class DeadlineDto {
  @ApiProperty({ type: BilingualDto, description: '是什么的期限 · What is due' })
  name!: BilingualDto;
  @ApiProperty({ type: DueDto, description: '还剩多久 · How long there is' })
  due!: DueDto;
  @ApiProperty({
    enum: ['step', 'overall', 'external', 'supervisionOrder'],
    description:
      '步骤时限、总时限、外部系统、督办 · The step’s clock, the resident’s, another system’s, an order’s',
    example: 'step',
  })
  clock!: string;
  @ApiPropertyOptional({
    type: String,
    description: '步骤；承诺为到此步骤完成 · The step; of a promise, the one that keeps it',
    example: 'investigate',
  })
  step?: string;
  @ApiPropertyOptional({ type: String, description: '时间节点 · The milestone', example: 'm1' })
  milestone?: string;
  @ApiPropertyOptional({ type: DeadlineExternalDto, description: '外部编号 · The outside number' })
  external?: DeadlineExternalDto;
  @ApiProperty({
    enum: DEADLINE_BASES,
    description:
      '依据：步骤的时限、按类别的时限、总时限、时间节点、会议、公示、回访、外部系统、督办单 · What it goes back to',
    example: 'stepTerm',
  })
  basis!: string;
  @ApiPropertyOptional({ type: DeadlineProcedureDto, description: '依据的流程 · The procedure it follows' })
  procedure?: DeadlineProcedureDto;
  @ApiProperty({
    enum: ['workingDays', 'calendarDays', 'hours', 'sameDay', 'set', 'external'],
    description: '怎样计算 · How it is counted',
    example: 'workingDays',
  })
  rule!: string;
  @ApiProperty({ ...INSTANT, description: '起算 · What it is counted from' })
  start!: string;
  @ApiPropertyOptional({ ...TERM, description: '时限 · The term' })
  term?: string;
  @ApiProperty({ type: Boolean, description: '紧急，按小时计 · Urgent: clock hours', example: false })
  urgent!: boolean;
  @ApiPropertyOptional({
    ...INSTANT,
    description: '最早何时可以办结 · When it may be completed at the earliest',
  })
  notBefore?: string;
  @ApiProperty({ ...INSTANT, description: '到期 · The first instant that is too late' })
  dueAt!: string;
  @ApiProperty({
    type: Boolean,
    description: '最早的一项，以它为准 · The earliest: this one governs',
    example: true,
  })
  governs!: boolean;
  @ApiProperty({ type: Boolean, description: '已逾期 · Overdue', example: false })
  overdue!: boolean;
  @ApiProperty({ type: [SkippedDayDto], description: '跳过的休息日 · Days off that were skipped' })
  skipped!: SkippedDayDto[];
  @ApiProperty({
    type: [String],
    description: '计算在内的调休上班日 · Make-up working days that were counted',
    example: ['2026-10-10'],
  })
  makeUp!: string[];
  @ApiProperty({ type: [DeadlinePauseDto], description: '暂停 · Pauses' })
  pauses!: DeadlinePauseDto[];
  @ApiProperty({ type: [DeadlineExtensionDto], description: '延期 · Extensions' })
  extensions!: DeadlineExtensionDto[];
  @ApiProperty({
    type: Boolean,
    description:
      '暂定：放假安排尚未公布，或工作日历没有该年度 · Provisional: holidays not announced, or the year is not in the calendar',
    example: false,
  })
  provisional!: boolean;
  @ApiPropertyOptional({
    type: 'integer',
    description: '工作日历没有的年度，该年度只按周末休息计算 · The year that the calendar doesn’t contain',
    example: 2023,
  })
  missingYear?: number;
  @ApiProperty({
    type: [PlannedReminderDto],
    description:
      '之后的提醒，最近的在前；情况有变则随之调整 · Reminders to come, the next first, as long as nothing changes',
  })
  reminders!: PlannedReminderDto[];
  @ApiProperty({ type: DeadlineWordsDto, description: '说明 · In words' })
  words!: DeadlineWordsDto;
}

export class DeadlinesDto {
  @ApiProperty({ type: 'integer', description: '工作日历版本 · Version of the calendar', example: 1 })
  calendarVersion!: number;
  @ApiProperty({
    type: [DeadlineDto],
    description: '各项到期时间，最早的在前，以最早的为准 · The earliest first: that one governs',
  })
  items!: DeadlineDto[];
  @ApiProperty({
    type: [AdjustmentDto],
    description:
      '改动过日期的各件事，按登记先后 · All that moved a date, in the order in which it was recorded',
  })
  adjustments!: AdjustmentDto[];
}
