import { CHANNELS, KIND_NAMES, ROLES } from '#domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BilingualDto, DueDto } from './bilingual.dto.js';
import { DeadlineDto } from './deadlines.dto.js';
import { CASE_COMMANDS } from '../open-commands.js';
import { CaseSummaryDto, NamedDto, PENDING_DEPARTMENTS } from './summary.dto.js';

const INSTANT = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;
const DATE = { type: String, format: 'date', example: '2026-03-16' } as const;

export class StepDto {
  @ApiProperty({ type: String, description: '步骤 · Key of the step', example: 'investigate' })
  step!: string;
  @ApiProperty({ enum: KIND_NAMES, description: '步骤类型 · Kind', example: 'investigate' })
  kind!: string;
  @ApiProperty({ type: BilingualDto, description: '流程中的名称 · Name in the procedure' })
  name!: BilingualDto;
  @ApiProperty({ enum: ['open', 'done', 'cancelled'], description: '状态 · Status', example: 'open' })
  status!: string;
  @ApiProperty({ type: 'integer', description: '轮次 · Round', example: 1 })
  round!: number;
  @ApiProperty({ type: 'integer', description: '第几次办理 · How often it was opened', example: 1 })
  visit!: number;
  @ApiProperty({ enum: ROLES, description: '负责的角色 · The role that owns it', example: 'committee' })
  owner!: string;
  @ApiPropertyOptional({ type: NamedDto, description: '承办人 · Whom it is assigned to' })
  assignee?: NamedDto;
  @ApiProperty({ ...INSTANT, description: '开始 · Since when' })
  startedAt!: string;
  @ApiPropertyOptional({ ...INSTANT, description: '到期 · The first instant that is too late' })
  dueAt?: string;
  @ApiPropertyOptional({
    ...INSTANT,
    description: '最早可办结的时间 · The earliest instant at which it may be completed',
  })
  notBefore?: string;
  @ApiPropertyOptional({ type: String, description: '结果 · Outcome', example: 'completed' })
  outcome?: string;
  @ApiPropertyOptional({ ...INSTANT, description: '办结 · When it was done' })
  doneAt?: string;
}

export class OptionDto {
  @ApiProperty({ type: String, description: '动作 · The action', example: 'complete' })
  action!: string;
  @ApiProperty({
    enum: ROLES,
    isArray: true,
    description: '可办理的角色 · Roles that may',
    example: ['committee'],
  })
  roles!: string[];
  @ApiProperty({ type: Boolean, description: '本人可办 · Whether the caller may', example: true })
  mine!: boolean;
}

export class ProgressDto {
  @ApiProperty({ type: 'integer', description: '已完成 · Done', example: 1 })
  done!: number;
  @ApiProperty({ type: 'integer', description: '须完成 · Needed', example: 2 })
  needed!: number;
  @ApiProperty({ type: [NamedDto], description: '还有谁 · Who is still to be asked' })
  persons!: NamedDto[];
  @ApiProperty({ type: BilingualDto, description: '说法 · In words' })
  words!: BilingualDto;
}

export class StepOptionsDto {
  @ApiProperty({ type: String, description: '步骤 · Key of the step', example: 'investigate' })
  step!: string;
  @ApiProperty({ enum: KIND_NAMES, description: '步骤类型 · Kind', example: 'investigate' })
  kind!: string;
  @ApiProperty({ enum: ROLES, description: '负责的角色 · The role that owns it', example: 'committee' })
  owner!: string;
  @ApiPropertyOptional({ type: NamedDto, description: '承办人 · Whom it is assigned to' })
  assignee?: NamedDto;
  @ApiPropertyOptional({ type: [NamedDto], description: PENDING_DEPARTMENTS })
  pendingDepartments?: NamedDto[];
  @ApiPropertyOptional({
    type: ProgressDto,
    description: '逐人、逐项办理的步骤办到哪里 · How far a step has come that goes person by person',
  })
  progress?: ProgressDto;
  @ApiPropertyOptional({ ...INSTANT, description: '到期 · Due' })
  dueAt?: string;
  @ApiPropertyOptional({ type: DueDto, description: '还剩多久 · How long there is' })
  due?: DueDto;
  @ApiProperty({ type: Boolean, description: '已逾期，且未暂停 · Overdue and not paused', example: false })
  overdue!: boolean;
  @ApiPropertyOptional({ ...INSTANT, description: '最早可办结的时间 · Not before' })
  notBefore?: string;
  @ApiProperty({ type: Boolean, description: '本人可认领 · Whether the caller may claim it', example: true })
  claimable!: boolean;
  @ApiProperty({ type: [OptionDto], description: '现在可办的动作 · What may be done now' })
  actions!: OptionDto[];
}

export class MemberDto extends NamedDto {
  @ApiProperty({ type: String, description: '产生方式 · How the member got in', example: 'publicNominated' })
  nomination!: string;
  @ApiProperty({ type: Boolean, description: '专家 · Expert', example: false })
  expert!: boolean;
  @ApiProperty({ type: Boolean, description: '调委会调解员 · Mediator of the committee', example: false })
  mediator!: boolean;
  @ApiPropertyOptional({
    type: String,
    description: '会前沟通结果 · Result of the talk before the meeting',
    example: 'aligned',
  })
  talk?: string;
}

export class MilestoneDto {
  @ApiProperty({ type: String, description: '节点编号 · Id of the milestone', example: 'm1' })
  id!: string;
  @ApiPropertyOptional({
    type: String,
    description: '内容；已删除的没有 · What is done; none once erased',
    example: '封排口',
  })
  title?: string;
  @ApiProperty({ ...DATE, description: '期限 · The last day' })
  dueOn!: string;
  @ApiPropertyOptional({ type: NamedDto, description: '责任人 · Who sees to it' })
  owner?: NamedDto;
  @ApiPropertyOptional({ ...DATE, description: '完成日期 · The day it was done' })
  doneOn?: string;
}

export class ObjectionDto {
  @ApiProperty({ type: String, format: 'uuid', description: '异议编号 · Id of the objection' })
  id!: string;
  @ApiProperty({ ...INSTANT, description: '提出时间 · When it was raised' })
  raisedAt!: string;
  @ApiPropertyOptional({
    enum: ['kept', 'upheld'],
    description: '答复：维持或成立 · Answer',
    example: 'kept',
  })
  answered?: string;
}

export class CaseExternalRefDto {
  @ApiProperty({ type: String, description: '外部系统 · The other system', example: '12345' })
  system!: string;
  @ApiPropertyOptional({
    type: String,
    description: '编号；已删除的没有 · Its number there; none once erased',
    example: 'QX20261012-031',
  })
  number?: string;
  @ApiPropertyOptional({ ...DATE, description: '要求办结日期 · Due there' })
  dueOn?: string;
}

export class CaseDetailDto extends CaseSummaryDto {
  @ApiProperty({
    type: Boolean,
    description:
      '因技术原因暂停办理，等系统管理员处理 · Halted for a technical reason, until an operator has looked at it',
    example: false,
  })
  blocked!: boolean;
  @ApiPropertyOptional({
    type: String,
    description: '事项内容；已删除的没有 · The matter; none once erased',
    example: '张三翻修偏房，屋檐水滴到李四家墙根。',
  })
  matter?: string;
  @ApiPropertyOptional({ type: String, description: '地点 · Location', example: '柳塘村三组' })
  location?: string;
  @ApiPropertyOptional({ enum: CHANNELS, description: '反映途径 · Channel', example: 'homeVisit' })
  channel?: string;
  @ApiPropertyOptional({ type: NamedDto, description: '反映人 · Who raised it' })
  reporter?: NamedDto;
  @ApiProperty({ type: [NamedDto], description: '当事人 · The parties' })
  parties!: NamedDto[];
  @ApiProperty({ type: [NamedDto], description: '涉及部门 · Departments that it touches' })
  departments!: NamedDto[];
  @ApiProperty({ type: [MemberDto], description: '群英 · The members' })
  members!: MemberDto[];
  @ApiProperty({ type: [StepDto], description: '全部步骤 · All steps so far' })
  steps!: StepDto[];
  @ApiProperty({
    type: [StepOptionsDto],
    description: '现在可以办什么、谁可以办 · What may be done now and by whom',
  })
  options!: StepOptionsDto[];
  @ApiProperty({
    enum: CASE_COMMANDS,
    isArray: true,
    description: '本人现在可以对整件事项做什么 · What the caller may do now to the case as a whole',
    example: ['comments', 'attachments', 'escalations'],
  })
  commands!: string[];
  @ApiProperty({ type: [MilestoneDto], description: '时间节点 · Milestones' })
  milestones!: MilestoneDto[];
  @ApiProperty({ type: [ObjectionDto], description: '异议 · Objections' })
  objections!: ObjectionDto[];
  @ApiProperty({ type: [CaseExternalRefDto], description: '外部编号 · Numbers elsewhere' })
  externalRefs!: CaseExternalRefDto[];
  @ApiProperty({ type: Boolean, description: '已标为保密 · Marked confidential', example: false })
  confidential!: boolean;
  @ApiPropertyOptional({
    type: DeadlineDto,
    description: '以此为准的到期时间及其由来 · The date that governs, and how it came about',
  })
  governing?: DeadlineDto;
}
