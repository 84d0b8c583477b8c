import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BilingualDto } from '../../cases/index.js';

const TIME = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;
const RETRY_OUTCOMES = ['goesOn', 'parkedAgain', 'noAnswer', 'notRunning'] as const;

export class BlockedDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '办件或督办单的编号 · Of the case or order',
    example: '019a0000-0000-8000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({
    enum: ['case', 'supervisionOrder'],
    description: '办件或督办单 · A case or a supervision order',
    example: 'case',
  })
  kind!: 'case' | 'supervisionOrder';

  @ApiProperty({
    enum: ['record', 'calendar'],
    description:
      '没有办成的：落账，或用上新日历 · What could not be done: to record, or to take over a calendar',
    example: 'record',
  })
  task!: 'record' | 'calendar';

  @ApiPropertyOptional({
    type: String,
    description: '办件文号；一条都没有落账的没有 · Number of the case; none while nothing of it is recorded',
    example: '清溪2026-0001',
  })
  number?: string;

  @ApiPropertyOptional({ type: String, description: '村（社区） · Village', example: '柳塘村' })
  village?: string;

  @ApiProperty({ ...TIME, description: '从何时起 · Since when' })
  since!: string;

  @ApiProperty({ ...TIME, description: '最近一次尝试 · When it was tried last' })
  triedAt!: string;

  @ApiProperty({ type: 'integer', description: '试过几次 · How often it was tried', example: 1 })
  attempts!: number;

  @ApiProperty({ type: BilingualDto, description: '原因 · Why' })
  reason!: BilingualDto;

  @ApiProperty({ type: BilingualDto, description: '怎么办 · What to do' })
  todo!: BilingualDto;

  @ApiProperty({
    type: [String],
    description: '依次执行的命令 · Commands to run, in this order',
    example: ['npm run ops -- resync --all'],
  })
  commands!: string[];
}

export class BlockedListDto {
  @ApiProperty({ type: [BlockedDto], description: '停住的 · What is halted' })
  items!: BlockedDto[];

  @ApiProperty({ type: 'null', description: '不分页 · Always null: there is one page', example: null })
  next!: null;
}

export class BlockedRetryDto {
  @ApiProperty({
    enum: RETRY_OUTCOMES,
    description:
      '已落账继续办理、又停住了、没有回应、流程没有在运行 · Recorded and going on, halted again, no answer, no workflow running',
    example: 'goesOn',
  })
  outcome!: (typeof RETRY_OUTCOMES)[number];
}
