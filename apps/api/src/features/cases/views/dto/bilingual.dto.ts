import { ApiProperty } from '@nestjs/swagger';

/** A name in both languages. */
export class BilingualDto {
  @ApiProperty({ type: String, description: '中文 · Chinese', example: '充分调查' })
  zh!: string;
  @ApiProperty({ type: String, description: '英文 · English', example: 'Investigate' })
  en!: string;
}

/** How long there is until the date that governs. */
export class DueDto {
  @ApiProperty({
    type: 'integer',
    description:
      '还剩几个工作日；0 为今天（或只剩休息日），负数为已超过几个 · Working days left; 0 is today, or days off only; negative: how many have passed since',
    example: 2,
  })
  workingDaysLeft!: number;
  @ApiProperty({ type: BilingualDto, description: '说法 · In words' })
  words!: BilingualDto;
}
