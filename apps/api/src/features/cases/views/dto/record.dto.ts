import { KIND_NAMES } from '#domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { NamedDto } from './summary.dto.js';

const INSTANT = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;

export class PrintedFieldDto {
  @ApiProperty({ type: String, description: '字段 · Its name in the payload', example: 'topic' })
  field!: string;
  @ApiProperty({ type: String, description: '名称 · Label', example: '主要矛盾' })
  label!: string;
  @ApiProperty({
    type: [String],
    description: '内容，每段或每条一行 · What was entered, a line each',
    example: ['排水走向没说清。'],
  })
  lines!: string[];
}

export class RecordedActDto {
  @ApiProperty({ type: 'integer', description: '序号 · Number of its event', example: 5 })
  seq!: number;
  @ApiProperty({ type: String, description: '操作代码 · Code of the action', example: 'complete' })
  action!: string;
  @ApiProperty({ type: String, description: '操作 · Its name', example: '完成调查' })
  name!: string;
  @ApiProperty({ ...INSTANT, description: '实际发生 · When it really happened' })
  occurredAt!: string;
  @ApiPropertyOptional({ type: NamedDto, description: '经办人 · Who entered it' })
  actor?: NamedDto;
  @ApiPropertyOptional({ type: NamedDto, description: '代谁办理 · On whose behalf' })
  onBehalfOf?: NamedDto;
  @ApiPropertyOptional({ type: Boolean, description: '补录 · A late entry', example: true })
  late?: boolean;
  @ApiProperty({ type: [PrintedFieldDto], description: '内容 · What was entered' })
  fields!: PrintedFieldDto[];
}

export class RecordedStepDto {
  @ApiProperty({ type: String, description: '步骤 · Key of the step', example: 'investigate' })
  step!: string;
  @ApiProperty({ enum: KIND_NAMES, description: '步骤类型 · Kind', example: 'investigate' })
  kind!: string;
  @ApiProperty({ type: String, description: '流程中的名称 · Name in the procedure', example: '充分调查' })
  name!: string;
  @ApiProperty({ enum: ['open', 'done', 'cancelled'], description: '状态 · Status', example: 'done' })
  status!: string;
  @ApiProperty({ type: 'integer', description: '轮次 · Round', example: 1 })
  round!: number;
  @ApiProperty({ type: 'integer', description: '第几次办理 · How often it was opened', example: 1 })
  visit!: number;
  @ApiProperty({ ...INSTANT, description: '开始 · Since when' })
  startedAt!: string;
  @ApiPropertyOptional({ ...INSTANT, description: '办结 · When it was done' })
  doneAt?: string;
  @ApiPropertyOptional({ type: String, description: '结果 · Its outcome, in words', example: '调查完成' })
  outcome?: string;
  @ApiProperty({ type: [RecordedActDto], description: '各次办理 · What was done in it' })
  acts!: RecordedActDto[];
}

export class CaseRecordDto {
  @ApiProperty({ type: 'integer', description: '版本 · Version', example: 12 })
  version!: number;
  @ApiProperty({ type: [RecordedStepDto], description: '各步骤，按开始的先后 · The steps in their order' })
  steps!: RecordedStepDto[];
}
