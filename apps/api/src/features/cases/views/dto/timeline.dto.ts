import { CHANNELS } from '#domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { NamedDto } from './summary.dto.js';

const INSTANT = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;

export class TimelineItemDto {
  @ApiProperty({ type: 'integer', description: '序号，即当时的版本 · Number: the version then', example: 3 })
  seq!: number;
  @ApiProperty({ type: String, description: '事件 · What happened', example: 'stepActed' })
  type!: string;
  @ApiProperty({ ...INSTANT, description: '实际发生 · When it really happened' })
  occurredAt!: string;
  @ApiProperty({ ...INSTANT, description: '登记 · When it was entered' })
  recordedAt!: string;
  @ApiPropertyOptional({
    type: NamedDto,
    description: '经办人，系统所为的没有 · Who entered it; nobody for what time did',
  })
  actor?: NamedDto;
  @ApiPropertyOptional({ type: NamedDto, description: '代谁办理 · On whose behalf' })
  onBehalfOf?: NamedDto;
  @ApiPropertyOptional({ enum: CHANNELS, description: '途径 · Channel', example: 'homeVisit' })
  channel?: string;
  @ApiPropertyOptional({
    type: Boolean,
    description:
      '补录：发生后超过 5 个工作日才登记，不计入时效 · A late entry: over five working days afterwards, not judged for timeliness',
    example: true,
  })
  late?: boolean;
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: '补录原因 · Why it was entered late',
    example: '当天停电。',
  })
  lateReason?: string | null;
  @ApiProperty({
    type: String,
    description: '操作编号 · Id of the command',
    example: '019a0000-0000-8000-8000-000000000001',
  })
  commandId!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '内容；已删除的文字为空 · What the event says; a text that was erased is null',
    example: {
      step: 'investigate',
      kind: 'investigate',
      action: 'hear',
      payload: { note: '老邻居说墙是去年潮的。' },
    },
  })
  data!: Record<string, unknown>;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: '内容中各编号对应的姓名、名称 · Names of the ids in the data',
    example: { '019a0000-0000-7000-8000-000000000001': '张三' },
  })
  names!: Record<string, string>;
  @ApiPropertyOptional({
    type: Boolean,
    description: '有文字已删除 · A text of it has been erased',
    example: false,
  })
  erased?: boolean;
}

export class AuditDifferenceDto {
  @ApiProperty({
    enum: ['event', 'audit', 'command', 'content', 'readModel'],
    description: '何处 · Where',
    example: 'event',
  })
  where!: string;
  @ApiPropertyOptional({ type: 'integer', description: '序号 · Number of the event', example: 3 })
  seq?: number;
  @ApiPropertyOptional({
    type: String,
    description: '名称 · Command, content, step or column',
    example: 'title',
  })
  name?: string;
  @ApiProperty({
    enum: ['missing', 'altered', 'surplus'],
    description: '何种不符 · What',
    example: 'altered',
  })
  what!: string;
}

export class AuditDto {
  @ApiProperty({
    type: Boolean,
    description: '是否完好 · Whether everything is as it was recorded',
    example: true,
  })
  intact!: boolean;
  @ApiProperty({ type: 'integer', description: '事件数 · Number of events', example: 41 })
  events!: number;
  @ApiPropertyOptional({
    type: String,
    description: '审计链末端 · The chain’s last hash, base64url',
    example: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA',
  })
  head?: string;
  @ApiProperty({ type: [AuditDifferenceDto], description: '不符之处 · Every difference' })
  differences!: AuditDifferenceDto[];
}
