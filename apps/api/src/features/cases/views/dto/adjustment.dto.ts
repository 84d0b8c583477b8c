import { PAUSE_REASONS } from '#domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { NamedDto } from './summary.dto.js';

const INSTANT = { type: String, format: 'date-time', example: '2026-10-15T00:00:00+08:00' } as const;

export class CalendarVersionsDto {
  @ApiProperty({ type: 'integer', description: '原版本 · The version before', example: 1 })
  before!: number;
  @ApiProperty({ type: 'integer', description: '新版本 · The version afterwards', example: 2 })
  after!: number;
}

export class MovedDateDto {
  @ApiPropertyOptional({
    type: String,
    description: '步骤；没有则为总时限 · The step; without one the overall deadline',
    example: 'investigate',
  })
  step?: string;
  @ApiPropertyOptional({ ...INSTANT, description: '原到期时间 · Due before' })
  before?: string;
  @ApiPropertyOptional({ ...INSTANT, description: '新到期时间 · Due afterwards' })
  after?: string;
}

export class AdjustmentWordsDto {
  @ApiProperty({
    type: String,
    description: '中文 · Chinese',
    example: '2026-10-09 10:00 起暂停（农忙），2026-10-12 09:00 恢复。',
  })
  zh!: string;
  @ApiProperty({
    type: String,
    description: '英文 · English',
    example: 'Paused from 2026-10-09 10:00 (harvest) to 2026-10-12 09:00.',
  })
  en!: string;
}

export class AdjustmentDto {
  @ApiProperty({
    enum: ['pause', 'extension', 'overallExtension', 'calendar'],
    description:
      '暂停、步骤延期、总时限延长、工作日历变更 · Pause, extension of a step, of the whole, calendar',
    example: 'pause',
  })
  type!: string;
  @ApiProperty({ ...INSTANT, description: '何时 · When it began, was asked for or came' })
  at!: string;
  @ApiPropertyOptional({
    enum: PAUSE_REASONS,
    description: '暂停原因 · Why it was paused',
    example: 'harvest',
  })
  reason?: string;
  @ApiPropertyOptional({
    type: String,
    format: 'date',
    description: '暂停到哪一天 · The last day of the pause, as it was planned',
    example: '2026-10-20',
  })
  until?: string;
  @ApiPropertyOptional({ ...INSTANT, description: '恢复时间 · When the clocks ran again' })
  resumedAt?: string;
  @ApiPropertyOptional({ type: String, description: '步骤 · The step', example: 'investigate' })
  step?: string;
  @ApiPropertyOptional({ type: String, description: '时间节点 · The milestone', example: 'm1' })
  milestone?: string;
  @ApiPropertyOptional({ type: String, description: '延长多久 · How much more time', example: '3wd' })
  term?: string;
  @ApiPropertyOptional({
    enum: ['waiting', 'approved', 'refused', 'overtaken'],
    description:
      '审批结果；overtaken 为未审批而该步骤已结束 · The answer to a request; overtaken: its step ended first',
    example: 'approved',
  })
  answer?: string;
  @ApiPropertyOptional({ ...INSTANT, description: '审批时间 · When it was answered' })
  decidedAt?: string;
  @ApiPropertyOptional({
    type: NamedDto,
    description: '暂停、申请、登记的人 · Who paused, asked or entered it',
  })
  by?: NamedDto;
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: '原因，文字；已删除的为空 · Why, in words; null when erased',
    example: '连续下雨，现场去不了。',
  })
  text?: string | null;
  @ApiPropertyOptional({ type: NamedDto, description: '审批、恢复的人 · Who decided, or resumed' })
  answeredBy?: NamedDto;
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: '审批意见、恢复说明；已删除的为空 · What was said with it; null when erased',
    example: '情况属实，同意。',
  })
  remark?: string | null;
  @ApiPropertyOptional({ type: CalendarVersionsDto, description: '工作日历版本 · Versions of the calendar' })
  calendar?: CalendarVersionsDto;
  @ApiPropertyOptional({ type: [MovedDateDto], description: '改动的日期 · The dates that it moved' })
  moved?: MovedDateDto[];
  @ApiProperty({ type: AdjustmentWordsDto, description: '说明 · In words' })
  words!: AdjustmentWordsDto;
}
