import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { NestedListField, ObjectField, TextField } from '../../../../platform/validation/index.js';
import { FactDto } from '../../commands/dto/fact.dto.js';

const PAYLOAD = { signerId: '019a0000-0000-7000-8000-000000000001', manner: 'signature' };

export class BatchedActionDto {
  @TextField({
    description: '办理动作，见 /step-kinds · The action, see /step-kinds',
    max: 64,
    example: 'sign',
  })
  action!: string;

  @ObjectField({ description: '内容，按该步骤类型 · By the schema of the step kind', example: PAYLOAD })
  payload!: Record<string, unknown>;
}

export class ActionBatchDto extends FactDto {
  @NestedListField(() => BatchedActionDto, {
    description: '依次办理的各项 · Carried out one after the other',
    min: 1,
    max: 50,
    example: [{ action: 'sign', payload: PAYLOAD }],
  })
  items!: BatchedActionDto[];
}

export class BatchProblemDto {
  @ApiProperty({ type: String, description: '代码 · Code', example: 'sign.alreadyAnswered' })
  code!: string;
  @ApiProperty({ type: String, description: '说明 · In words', example: '此人已经签过。' })
  detail!: string;
}

export class BatchResultDto {
  @ApiProperty({
    enum: ['recorded', 'accepted', 'refused'],
    description: '已落账、已受理、未办成 · Recorded, accepted and being recorded, refused',
    example: 'recorded',
  })
  state!: 'recorded' | 'accepted' | 'refused';
  @ApiPropertyOptional({ type: 'integer', description: '办理后的版本 · The version afterwards', example: 12 })
  version?: number;
  @ApiPropertyOptional({ type: BatchProblemDto, description: '未办成的原因 · Why it was refused' })
  problem?: BatchProblemDto;
}

export class BatchResultsDto {
  @ApiProperty({ type: [BatchResultDto], description: '逐项结果，次序相同 · What became of each, in order' })
  items!: BatchResultDto[];
}
