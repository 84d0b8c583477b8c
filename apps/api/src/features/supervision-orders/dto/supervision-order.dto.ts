import {
  BLOCKED_CODE_DOC,
  BLOCKED_DETAIL_DOC,
  COMMAND_STATE_DOC,
  type CommandState,
} from '../../../platform/commands/index.js';
import { DUTY_KINDS, DUTY_STATUSES, RETURNS_LIMIT, ROLES, SUPERVISING_ROLES } from '#domain';
import { DUTY_GROUPS, type DutyGroup } from '#persistence';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { PageQuery } from '../../../platform/paging/index.js';
import { CodeField, IdField } from '../../../platform/validation/index.js';
import { CasePlaceDto, DeadlineDto, NamedDto, TimelineItemDto } from '../../cases/index.js';

const ID = { type: String, format: 'uuid', example: '019a0000-0000-8000-8000-000000000003' } as const;
const INSTANT = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;

export class SupervisionOrdersQueryDto extends PageQuery {
  @CodeField({
    values: DUTY_GROUPS,
    description:
      '待答复（含逾期）、逾期、已答复待核、已办结或撤销 · Waiting for an answer, overdue, answered, closed or cancelled',
    optional: true,
    example: 'overdue',
  })
  state: DutyGroup = 'open';

  @IdField({ description: '村（社区） · Village', optional: true })
  villageId?: string;

  @IdField({ description: '办件编号 · The case', optional: true })
  caseId?: string;
}

export class SupervisionOrderCaseDto {
  @ApiProperty({ ...ID, description: '办件编号 · Id' })
  id!: string;
  @ApiProperty({ type: String, description: '办件文号 · Human number', example: '清溪2026-0012' })
  number!: string;
  @ApiPropertyOptional({ type: String, description: '标题 · Title', example: '屋檐滴水' })
  title?: string;
  @ApiProperty({ type: Boolean, description: '紧急 · Urgent', example: false })
  urgent!: boolean;
  @ApiProperty({ enum: ['open', 'closed'], description: '在办或已办结 · Open or closed', example: 'open' })
  status!: string;
  @ApiProperty({ type: CasePlaceDto, description: '所在地 · Place' })
  place!: CasePlaceDto;
}

export class AddresseeDto {
  @ApiPropertyOptional({ type: NamedDto, description: '督办到的人 · The person' })
  account?: NamedDto;
  @ApiPropertyOptional({ enum: ROLES, description: '督办到的岗位 · The role', example: 'committee' })
  role?: string;
}

export class SupervisionOrderDto {
  @ApiProperty({ ...ID, description: '督办单编号 · Id' })
  id!: string;
  @ApiProperty({ enum: DUTY_KINDS, description: '种类 · Kind', example: 'supervisionOrder' })
  kind!: string;
  @ApiProperty({ type: SupervisionOrderCaseDto, description: '办件 · The case' })
  case!: SupervisionOrderCaseDto;
  @ApiPropertyOptional({ type: String, description: '督办的步骤 · The step', example: 'investigate' })
  step?: string;
  @ApiProperty({
    enum: SUPERVISING_ROLES,
    description: '由哪一级发出 · Whose order',
    example: 'townshipOffice',
  })
  level!: string;
  @ApiProperty({ type: NamedDto, description: '发出人 · Who issued it' })
  issuer!: NamedDto;
  @ApiProperty({ type: AddresseeDto, description: '督办对象 · To whom' })
  to!: AddresseeDto;
  @ApiProperty({ enum: DUTY_STATUSES, description: '状态 · Status', example: 'open' })
  status!: string;
  @ApiProperty({ type: Boolean, description: '待答复且已逾期 · Waiting and overdue', example: false })
  overdue!: boolean;
  @ApiProperty({ type: 'integer', description: '已退回几次 · How often it was returned', example: 0 })
  returns!: number;
  @ApiProperty({
    type: 'integer',
    description: '还可以退回几次 · How often it may yet be returned',
    example: RETURNS_LIMIT,
  })
  returnsLeft!: number;
  @ApiProperty({ ...INSTANT, description: '发出 · When it was issued' })
  issuedAt!: string;
  @ApiProperty({ ...INSTANT, description: '答复到期 · The first instant that is too late' })
  dueAt!: string;
  @ApiPropertyOptional({ ...INSTANT, description: '答复时间 · When it was answered' })
  answeredAt?: string;
  @ApiPropertyOptional({ type: NamedDto, description: '答复人 · Who answered it' })
  answeredBy?: NamedDto;
  @ApiPropertyOptional({ ...INSTANT, description: '办结或撤销 · When it was closed or cancelled' })
  endedAt?: string;
  @ApiProperty({ type: 'integer', description: '版本，用于 If-Match · Version, for If-Match', example: 1 })
  version!: number;
}

export class SupervisionOrderDetailDto extends SupervisionOrderDto {
  @ApiProperty({
    type: Boolean,
    description:
      '因技术原因暂停办理，等系统管理员处理 · Halted for a technical reason, until an operator has looked at it',
    example: false,
  })
  blocked!: boolean;
  @ApiProperty({ type: DeadlineDto, description: '期限由来 · How the term was counted' })
  deadline!: DeadlineDto;
  @ApiProperty({ type: [TimelineItemDto], description: '经过，含文字 · What happened, with texts' })
  timeline!: TimelineItemDto[];
}

export class SupervisionOrderAnswerDto {
  @ApiProperty({ ...ID, description: '督办单编号 · The order' })
  supervisionOrderId!: string;
  @ApiProperty({ ...ID, description: '操作编号 · Id of the command' })
  commandId!: string;
  @ApiPropertyOptional({
    type: 'integer',
    description: '办理后的版本；尚未落账时没有 · The version afterwards; missing while it is not recorded',
    example: 2,
  })
  version?: number;
  @ApiProperty(COMMAND_STATE_DOC)
  state!: CommandState;
  @ApiPropertyOptional(BLOCKED_CODE_DOC)
  code?: string;
  @ApiPropertyOptional(BLOCKED_DETAIL_DOC)
  detail?: string;
}
