import { KIND_NAMES } from '#domain';
import { ApiProperty } from '@nestjs/swagger';
import { DateField } from '../../../platform/validation/index.js';
import { WatchFilterQueryDto } from './supervision.dto.js';

export class FiguresQueryDto extends WatchFilterQueryDto {
  @DateField({ range: 'figures', description: '第一天 · The first day', example: '2026-03-01' })
  from!: string;

  @DateField({ range: 'figures', description: '最后一天 · The last day', example: '2026-03-31' })
  to!: string;
}

export class DwellDto {
  @ApiProperty({ enum: KIND_NAMES, description: '步骤类型 · Kind of the step', example: 'investigate' })
  kind!: string;
  @ApiProperty({
    type: 'integer',
    description: '办结的步骤，不含补录 · Steps done, without late entries',
    example: 12,
  })
  count!: number;
  @ApiProperty({ type: Number, description: '平均用时（小时） · Mean time taken, hours', example: 51.5 })
  meanHours!: number;
  @ApiProperty({ type: 'integer', description: '逾期办结 · Done when overdue', example: 1 })
  overdue!: number;
  @ApiProperty({
    type: 'integer',
    description: '补录的步骤，不计入时效 · Late entries, not judged for timeliness',
    example: 2,
  })
  lateEntries!: number;
}

export class DwellsDto {
  @ApiProperty({ type: [DwellDto], description: '各步骤 · By kind of step' })
  items!: DwellDto[];
}

export class BacklogDto {
  @ApiProperty({ type: String, format: 'date', description: '日期 · Day', example: '2026-03-02' })
  day!: string;
  @ApiProperty({ type: 'integer', description: '新收 · Opened', example: 3 })
  opened!: number;
  @ApiProperty({ type: 'integer', description: '办结 · Closed', example: 2 })
  closed!: number;
  @ApiProperty({ type: 'integer', description: '当日末在办 · Open at the end of the day', example: 21 })
  open!: number;
}

export class BacklogsDto {
  @ApiProperty({ type: [BacklogDto], description: '逐日 · Day by day' })
  items!: BacklogDto[];
}
