import { ApiProperty } from '@nestjs/swagger';
import { IdField, NestedListField, TextField } from '../../../platform/validation/index.js';
import { BatchResultDto, StepRefDto } from '../../cases/index.js';

const CASE = '019a0000-0000-8000-8000-000000000001';

export class AssignmentsDto {
  @NestedListField(() => StepRefDto, {
    description: '要认领或转办的步骤 · The steps to claim or hand over',
    min: 1,
    max: 100,
    example: [{ caseId: CASE, step: 'investigate' }],
  })
  items!: StepRefDto[];

  @IdField({
    description: '承办人账号；本人即认领，空即退回 · The account; oneself to claim, null to give back',
    nullable: true,
    example: '019a0000-0000-7000-8000-000000000031',
  })
  assigneeId!: string | null;

  @TextField({ description: '原因 · Why', max: 500, example: '外出培训三天，转给小王。' })
  reason!: string;
}

export class AssignedItemDto extends BatchResultDto {
  @ApiProperty({ type: String, format: 'uuid', description: '办件编号 · The case', example: CASE })
  caseId!: string;
  @ApiProperty({ type: String, description: '步骤 · Key of the step', example: 'investigate' })
  step!: string;
}

export class AssignedDto {
  @ApiProperty({ type: [AssignedItemDto], description: '逐项结果 · What became of each' })
  items!: AssignedItemDto[];
}
