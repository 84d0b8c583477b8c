import { KIND_NAMES, type KindName } from '#domain';
import { ApiProperty } from '@nestjs/swagger';

export class KindTitleDto {
  @ApiProperty({ type: String, description: '中文 · Chinese', example: '签署' })
  zh!: string;

  @ApiProperty({ type: String, description: '英文 · English', example: 'sign' })
  en!: string;
}

export class StepKindActionDto {
  @ApiProperty({ type: String, description: '操作名 · Name of the action', example: 'refuse' })
  action!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '内容的 JSON Schema · JSON Schema of the payload',
    example: { type: 'object' },
  })
  schema!: object;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '样例 · Example of a payload',
    example: { reason: '不是我弄潮的，凭什么出一半。' },
  })
  example!: object;
}

export class StepKindDto {
  @ApiProperty({ enum: KIND_NAMES, description: '类型 · Kind', example: 'sign' })
  kind!: KindName;

  @ApiProperty({ type: KindTitleDto, description: '名称 · Name' })
  name!: KindTitleDto;

  @ApiProperty({ type: [String], description: '可能的结果 · Outcomes', example: ['signed', 'refused'] })
  outcomes!: string[];

  @ApiProperty({ type: [StepKindActionDto], description: '操作 · Actions' })
  actions!: StepKindActionDto[];
}

export class StepKindsDto {
  @ApiProperty({ type: [StepKindDto], description: '全部步骤类型 · Every kind of step' })
  items!: StepKindDto[];

  @ApiProperty({ type: 'null', description: '不分页 · Always null: there is one page', example: null })
  next!: null;
}
