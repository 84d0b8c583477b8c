import { CATEGORIES, type Category, DUTY_STATUSES, KIND_NAMES, ROLES, SUPERVISING_ROLES } from '#domain';
import { COUNTED_BY, type CountedBy, STUCK_CAUSES, WATCH_GROUPS, type WatchGroup } from '#persistence';
import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { PageQuery } from '../../../platform/paging/index.js';
import { CodeField, IdField, TextField } from '../../../platform/validation/index.js';
import {
  BilingualDto,
  CaseInListDto,
  DueDto,
  AssigneeDto,
  NamedDto,
  PENDING_DEPARTMENTS,
} from '../../cases/index.js';
import { PROPOSALS } from '../propose.js';

const INSTANT = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;
const VILLAGE = '019a0000-0000-7000-8000-000000000061';

/** Which of the supervised steps. */
export class WatchFilterQueryDto {
  @IdField({ description: '村（社区） · Village', optional: true, example: VILLAGE })
  villageId?: string;

  @CodeField({ values: CATEGORIES, description: '类别 · Category', optional: true, example: 'dispute' })
  category?: Category;

  @TextField({ description: '流程代码 · Key of the procedure', max: 64, optional: true, example: 'dispute' })
  procedure?: string;
}

export class WatchedQueryDto extends IntersectionType(WatchFilterQueryDto, PageQuery) {
  @CodeField({
    values: WATCH_GROUPS,
    description: '逾期、三个工作日内到期、卡住 · Overdue, due within three working days, stuck',
    example: 'overdue',
  })
  group!: WatchGroup;
}

export class CountsQueryDto extends WatchFilterQueryDto {
  @CodeField({
    values: COUNTED_BY,
    description: '按村、类别或流程 · By village, category or procedure',
    example: 'village',
  })
  by!: CountedBy;
}

export class WatchedCaseDto extends CaseInListDto {
  @ApiProperty({ type: String, description: '流程代码 · Key of the procedure', example: 'dispute' })
  procedure!: string;
}

export class CauseDto {
  @ApiProperty({ enum: STUCK_CAUSES, description: '代码 · Code', example: 'nobodyAssigned' })
  code!: string;
  @ApiProperty({ type: String, description: '说明 · In words', example: '无人认领' })
  text!: string;
}

export class ProposalDto {
  @ApiProperty({ enum: PROPOSALS, description: '代码 · Code', example: 'assign' })
  code!: string;
  @ApiProperty({ type: String, description: '说明 · In words', example: '指派承办人' })
  text!: string;
}

export class RunningSupervisionOrderDto {
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
  @ApiProperty({ enum: DUTY_STATUSES, description: '状态 · Status', example: 'open' })
  status!: string;
  @ApiProperty({ ...INSTANT, description: '答复到期 · When its answer is due' })
  dueAt!: string;
  @ApiProperty({ type: Boolean, description: '待答复且已逾期 · Waiting and overdue', example: false })
  overdue!: boolean;
}

export class WatchedStepDto {
  @ApiProperty({ type: WatchedCaseDto, description: '办件 · The case' })
  case!: WatchedCaseDto;
  @ApiProperty({ type: String, description: '步骤 · Key of the step', example: 'investigate' })
  step!: string;
  @ApiProperty({ enum: KIND_NAMES, description: '步骤类型 · Kind', example: 'investigate' })
  kind!: string;
  @ApiPropertyOptional({ type: BilingualDto, description: '流程中的名称 · Name in the procedure' })
  name?: BilingualDto;
  @ApiProperty({ enum: ROLES, description: '负责的角色 · The role that owns it', example: 'committee' })
  role!: string;
  @ApiPropertyOptional({ type: AssigneeDto, description: '承办人，未认领的没有 · Whom it is assigned to' })
  assignee?: AssigneeDto;
  @ApiPropertyOptional({ type: [NamedDto], description: PENDING_DEPARTMENTS })
  pendingDepartments?: NamedDto[];
  @ApiProperty({
    ...INSTANT,
    description:
      '从何时起，补录的从录入时起 · Since when it waits; opened by a late entry, since that was made',
  })
  since!: string;
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
  @ApiProperty({ type: Boolean, description: '已逾期 · Overdue', example: true })
  overdue!: boolean;
  @ApiPropertyOptional({ type: CauseDto, description: '卡住的原因 · Why it is stuck' })
  cause?: CauseDto;
  @ApiProperty({ type: ProposalDto, description: '建议 · What to do next' })
  action!: ProposalDto;
  @ApiProperty({
    type: Boolean,
    description: '现在可以催办 · A nudge would be accepted now',
    example: false,
  })
  nudge!: boolean;
  @ApiPropertyOptional({
    type: RunningSupervisionOrderDto,
    description: '在办的督办单：督办这一步，或督办整个事项 · The order that runs about it or about its case',
  })
  supervisionOrder?: RunningSupervisionOrderDto;
}

export class WatchCountDto {
  @ApiPropertyOptional({
    type: String,
    description:
      '村编号、类别或流程代码，尚未分类的没有 · Village, category or procedure; none before a category is chosen',
    example: 'dispute',
  })
  key?: string;
  @ApiProperty({ type: String, description: '名称 · Its name', example: '矛盾纠纷' })
  name!: string;
  @ApiProperty({ type: 'integer', description: '在办步骤 · Open steps', example: 12 })
  open!: number;
  @ApiProperty({ type: 'integer', description: '逾期 · Overdue', example: 2 })
  overdue!: number;
  @ApiProperty({
    type: 'integer',
    description: '三个工作日内到期 · Due within three working days',
    example: 3,
  })
  soon!: number;
  @ApiProperty({ type: 'integer', description: '卡住 · Stuck', example: 1 })
  stuck!: number;
}

export class WatchCountsDto {
  @ApiProperty({ type: [WatchCountDto], description: '各项 · The counts' })
  items!: WatchCountDto[];
}
