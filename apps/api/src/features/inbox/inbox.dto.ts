import { CATEGORIES, KIND_NAMES, type Question, QUESTIONS, ROLES } from '#domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '../../platform/paging/index.js';
import { CodeField } from '../../platform/validation/index.js';
import { CasePlaceDto, NamedDto } from '../cases/index.js';

const INBOX_GROUPS = ['today', 'soon', 'later'] as const;
export type InboxGroup = (typeof INBOX_GROUPS)[number];

const INSTANT = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;

/** The case that a step waits in, with enough to know it by. */
export class InboxCaseDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '办件编号 · Id',
    example: '019a0000-0000-8000-8000-000000000001',
  })
  id!: string;
  @ApiProperty({ type: String, description: '办件文号 · Human number', example: '清溪2026-0012' })
  number!: string;
  @ApiPropertyOptional({ type: String, description: '标题 · Title', example: '屋檐滴水' })
  title?: string;
  @ApiPropertyOptional({ enum: CATEGORIES, description: '类别 · Category', example: 'dispute' })
  category?: string;
  @ApiProperty({ type: Boolean, description: '紧急 · Urgent', example: false })
  urgent!: boolean;
  @ApiProperty({ type: CasePlaceDto, description: '所在地 · Place' })
  place!: CasePlaceDto;
  @ApiProperty({ type: 'integer', description: '版本 · Version', example: 12 })
  version!: number;
}

export class InboxItemDto {
  @ApiProperty({ type: InboxCaseDto, description: '办件 · The case' })
  case!: InboxCaseDto;
  @ApiProperty({ type: String, description: '步骤 · Key of the step', example: 'investigate' })
  step!: string;
  @ApiProperty({ enum: KIND_NAMES, description: '步骤类型 · Kind', example: 'investigate' })
  kind!: string;
  @ApiProperty({ type: 'integer', description: '第几次办理 · How often it was opened', example: 1 })
  visit!: number;
  @ApiProperty({ enum: ROLES, description: '负责的角色 · The role that owns it', example: 'committee' })
  role!: string;
  @ApiProperty({
    type: Boolean,
    description: '由本人承办；否则是岗位待认领 · Held by the caller; else it is free to claim',
    example: false,
  })
  mine!: boolean;
  @ApiProperty({ ...INSTANT, description: '开始 · Since when' })
  startedAt!: string;
  @ApiPropertyOptional({ ...INSTANT, description: '到期 · The first instant that is too late' })
  dueAt?: string;
  @ApiPropertyOptional({ ...INSTANT, description: '最早可办结的时间 · Not before' })
  notBefore?: string;
  @ApiProperty({ type: Boolean, description: '已逾期 · Overdue', example: false })
  overdue!: boolean;
  @ApiProperty({
    enum: QUESTIONS,
    isArray: true,
    description:
      '等上一级决定的事：延期审批、确定由谁办理 · What a level above is asked to decide: more time, or who is to do it',
    example: ['extension'],
  })
  asks!: Question[];
}

export class InboxQueryDto extends PageQuery {
  @CodeField({
    values: INBOX_GROUPS,
    description:
      '今天（含逾期）、三个工作日内、以后；不填为全部 · Today with what is overdue, within three working days, later; all if left out',
    optional: true,
    example: 'today',
  })
  group?: InboxGroup;
}

export class WaitingItemDto extends InboxItemDto {
  @ApiPropertyOptional({ type: NamedDto, description: '承办人，未认领的没有 · Who holds it' })
  holder?: NamedDto;
  @ApiProperty({
    type: Boolean,
    description: '已逾期，可以催办 · Overdue: a nudge is in place',
    example: false,
  })
  nudge!: boolean;
}

export class InboxCountsDto {
  @ApiProperty({ type: 'integer', description: '逾期 · Overdue', example: 1 })
  overdue!: number;
  @ApiProperty({ type: 'integer', description: '今天，含逾期 · Today, with what is overdue', example: 3 })
  today!: number;
  @ApiProperty({ type: 'integer', description: '三个工作日内 · Within three working days', example: 4 })
  soon!: number;
  @ApiProperty({ type: 'integer', description: '以后和没有期限的 · Later, or without a term', example: 9 })
  later!: number;
}
