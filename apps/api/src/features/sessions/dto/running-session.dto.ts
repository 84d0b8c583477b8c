import { ApiProperty } from '@nestjs/swagger';

const INSTANT = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;

export class RunningSessionDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '登录编号 · Id',
    example: '019a0000-0000-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({
    type: String,
    description: '浏览器和系统 · Browser and system',
    example: 'Chrome · Windows',
  })
  device!: string;

  @ApiProperty({ ...INSTANT, description: '登录时间 · Since when' })
  createdAt!: string;

  @ApiProperty({ ...INSTANT, description: '最迟何时失效 · Until when at the latest' })
  expiresAt!: string;

  @ApiProperty({ type: Boolean, description: '就是这次登录 · Whether it is this one', example: true })
  current!: boolean;
}

export class RunningSessionsDto {
  @ApiProperty({ type: [RunningSessionDto], description: '各处登录，最近的在前 · The latest first' })
  items!: RunningSessionDto[];
}
