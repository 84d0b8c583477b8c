import { CATEGORIES, CLOSING_OUTCOMES, KIND_NAMES, ROLES } from '#domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BilingualDto, DueDto } from './bilingual.dto.js';

const INSTANT = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;
const ID = { type: String, format: 'uuid', example: '019a0000-0000-7000-8000-000000000001' } as const;

export class NamedDto {
  @ApiProperty({ ...ID, description: '编号 · Id' })
  id!: string;
  @ApiPropertyOptional({
    type: String,
    description: '名称；已删除的没有 · Name; none once erased',
    example: '张三',
  })
  name?: string;
}

/** Of a step that waits for departments. */
export const PENDING_DEPARTMENTS =
  '尚待出具意见、或有不同意见未解决的部门；其他步骤没有 · Departments whose opinion is missing or stands in the way; none for other steps';

export class AssigneeDto extends NamedDto {
  @ApiPropertyOptional({
    type: String,
    description: '办公室电话 · Phone of the office',
    example: '0730-8000001',
  })
  officePhone?: string;
}

export class CasePlaceDto {
  @ApiProperty({ type: NamedDto, description: '县（市、区） · County' })
  county!: NamedDto;
  @ApiProperty({ type: NamedDto, description: '乡镇（街道） · Township' })
  township!: NamedDto;
  @ApiProperty({ type: NamedDto, description: '村（社区） · Village' })
  village!: NamedDto;
  @ApiPropertyOptional({ type: NamedDto, description: '网格（片、组） · Grid' })
  grid?: NamedDto;
}

export class ProcedureRefDto {
  @ApiProperty({ type: String, description: '流程代码 · Key', example: 'dispute' })
  key!: string;
  @ApiProperty({ type: 'integer', description: '版本 · Version', example: 1 })
  version!: number;
}

export class CurrentStepDto {
  @ApiProperty({ type: String, description: '步骤 · Key of the step', example: 'investigate' })
  step!: string;
  @ApiProperty({ enum: KIND_NAMES, description: '步骤类型 · Kind', example: 'investigate' })
  kind!: string;
  @ApiPropertyOptional({ type: BilingualDto, description: '流程中的名称 · Name in the procedure' })
  name?: BilingualDto;
  @ApiProperty({ enum: ROLES, description: '负责的角色 · The role that owns it', example: 'committee' })
  owner!: string;
  @ApiPropertyOptional({ type: NamedDto, description: '承办人，未认领的没有 · Whom it is assigned to' })
  assignee?: NamedDto;
  @ApiPropertyOptional({ ...INSTANT, description: '到期 · The first instant that is too late' })
  dueAt?: string;
}

/** A case, with enough to know it by. */
export class CaseInListDto {
  @ApiProperty({ ...ID, description: '办件编号 · Id' })
  id!: string;
  @ApiProperty({ type: String, description: '办件文号 · Human number', example: '清溪2026-0012' })
  number!: string;
  @ApiPropertyOptional({ type: String, description: '标题 · Title', example: '屋檐滴水' })
  title?: string;
  @ApiPropertyOptional({ enum: CATEGORIES, description: '类别 · Category', example: 'dispute' })
  category?: string;
  @ApiProperty({ type: Boolean, description: '紧急 · Urgent', example: false })
  urgent!: boolean;
  @ApiPropertyOptional({
    ...INSTANT,
    description:
      '已暂停，最迟到此时恢复；期间不算逾期 · Paused, until then at the latest; not late meanwhile',
  })
  pausedUntil?: string;
  @ApiProperty({ type: CasePlaceDto, description: '所在地 · Place' })
  place!: CasePlaceDto;
}

export class CaseSummaryDto extends CaseInListDto {
  @ApiProperty({ type: ProcedureRefDto, description: '现行流程 · The procedure that it goes by' })
  procedure!: ProcedureRefDto;
  @ApiProperty({ enum: ['open', 'closed'], description: '状态 · Status', example: 'open' })
  status!: string;
  @ApiPropertyOptional({ enum: CLOSING_OUTCOMES, description: '办结结果 · How it ended', example: 'agreed' })
  outcome?: string;
  @ApiProperty({ type: Boolean, description: '已上交乡镇 · Taken over by the township', example: false })
  escalated!: boolean;
  @ApiProperty({
    type: Boolean,
    description: '受限：只有必须办理的人看得到 · Restricted: seen by those who must act only',
    example: false,
  })
  restricted!: boolean;
  @ApiProperty({ type: 'integer', description: '轮次 · Round', example: 1 })
  round!: number;
  @ApiProperty({ ...INSTANT, description: '登记时间 · When it was raised' })
  openedAt!: string;
  @ApiPropertyOptional({
    ...INSTANT,
    description: '当前步骤最近的到期时间 · The nearest due time of an open step',
  })
  dueAt?: string;
  @ApiPropertyOptional({
    ...INSTANT,
    description:
      '以此为准的到期时间：当前步骤、总时限、外部编号中最早的 · The date that governs: the earliest of its open steps, the overall deadline, the outside numbers',
  })
  effectiveDueAt?: string;
  @ApiPropertyOptional({ type: DueDto, description: '还剩多久 · How long there is' })
  due?: DueDto;
  @ApiPropertyOptional({ ...INSTANT, description: '总时限的到期时间 · The overall deadline' })
  overallDueAt?: string;
  @ApiPropertyOptional({ ...INSTANT, description: '办结时间 · When it was closed' })
  closedAt?: string;
  @ApiProperty({
    type: Boolean,
    description:
      '以此为准的到期时间已过，且未暂停 · The date that governs has passed, and the matter is not paused',
    example: false,
  })
  overdue!: boolean;
  @ApiProperty({ type: 'integer', description: '版本，用于 If-Match · Version, for If-Match', example: 12 })
  version!: number;
  @ApiProperty({ type: [CurrentStepDto], description: '正在办理的步骤 · The open steps' })
  currentSteps!: CurrentStepDto[];
}
