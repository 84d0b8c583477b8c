import { ApiProperty } from '@nestjs/swagger';

export class ChangesDto {
  @ApiProperty({
    type: [String],
    description: '有变动的办件 · Cases that changed',
    example: ['019a0000-0000-8000-8000-000000000001'],
  })
  cases!: string[];
}
