import { KIND_NAMES, type Question, QUESTIONS, ROLES, SUPERVISING_ROLES } from '#domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '../../../platform/paging/index.js';
import { CodeField } from '../../../platform/validation/index.js';
import {
  BilingualDto,
  CaseInListDto,
  DueDto,
  AssigneeDto,
  NamedDto,
  PENDING_DEPARTMENTS,
} from '../../cases/index.js';

const INBOX_GROUPS = ['today', 'soon', 'later'] as const;
export type InboxGroup = (typeof INBOX_GROUPS)[number];

const INSTANT = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;

/** The case that a step waits in. */
export class InboxCaseDto extends CaseInListDto {
  @ApiProperty({ type: 'integer', description: '版本 · Version', example: 12 })
  version!: number;
}

export class InboxSupervisionOrderDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '督办单编号 · Id',
    example: '019a0000-0000-8000-8000-000000000003',
  })
  id!: string;
  @ApiProperty({
    enum: SUPERVISING_ROLES,
    description: '由哪一级发出 · Whose order',
    example: 'townshipOffice',
  })
  level!: string;
  @ApiProperty({ type: 'integer', description: '被退回几次 · How often it was returned', example: 0 })
  returns!: number;
  @ApiProperty({
    enum: ['open', 'answered'],
    description: '待答复，或已答复待审 · It waits for an answer, or the answer waits to be judged',
    example: 'open',
  })
  status!: string;
}

export class InboxItemDto {
  @ApiProperty({ type: InboxCaseDto, description: '办件 · The case' })
  case!: InboxCaseDto;
  @ApiPropertyOptional({
    type: InboxSupervisionOrderDto,
    description:
      '待答复或待审的督办单；办件步骤没有 · A supervision order to answer or to judge; none for a step',
  })
  supervisionOrder?: InboxSupervisionOrderDto;
  @ApiPropertyOptional({
    type: String,
    description: '步骤；督办整个事项的没有 · Key of the step; none where an order is about the whole case',
    example: 'investigate',
  })
  step?: string;
  @ApiPropertyOptional({
    enum: KIND_NAMES,
    description: '步骤类型，督办单没有 · Kind of the step, not of an order',
    example: 'investigate',
  })
  kind?: string;
  @ApiPropertyOptional({
    type: BilingualDto,
    description: '流程中的名称，督办单没有 · Name in the procedure, not of an order',
  })
  name?: BilingualDto;
  @ApiPropertyOptional({
    type: String,
    description: '这一步只有一种操作时，即该操作 · The action, where the step has a single one',
    example: 'complete',
  })
  action?: string;
  @ApiPropertyOptional({
    type: 'integer',
    description: '第几次办理，督办单没有 · How often the step was opened, not of an order',
    example: 1,
  })
  visit?: number;
  @ApiPropertyOptional({
    enum: ROLES,
    description: '负责的角色；督办到人的没有 · The role that owns it; none for an order to one person',
    example: 'committee',
  })
  role?: string;
  @ApiProperty({
    type: Boolean,
    description:
      '由本人承办，或督办到本人；否则是岗位的 · Held by the caller or addressed to them; else it is the role’s',
    example: false,
  })
  mine!: boolean;
  @ApiPropertyOptional({ type: [NamedDto], description: PENDING_DEPARTMENTS })
  pendingDepartments?: NamedDto[];
  @ApiProperty({ ...INSTANT, description: '开始 · Since when' })
  startedAt!: string;
  @ApiPropertyOptional({ ...INSTANT, description: '到期 · The first instant that is too late' })
  dueAt?: string;
  @ApiPropertyOptional({
    ...INSTANT,
    description:
      '以此为准的到期时间：步骤、总时限、外部编号中最早的 · The date that governs: the earliest of the step, the overall deadline, the outside numbers',
  })
  effectiveDueAt?: string;
  @ApiPropertyOptional({ type: DueDto, description: '还剩多久 · How long there is' })
  due?: DueDto;
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
  @ApiPropertyOptional({ type: AssigneeDto, description: '承办人，未认领的没有 · Whom it is assigned to' })
  assignee?: AssigneeDto;
  @ApiProperty({
    type: Boolean,
    description: '已逾期，现在可以催办 · Overdue, and a nudge would be accepted now',
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
