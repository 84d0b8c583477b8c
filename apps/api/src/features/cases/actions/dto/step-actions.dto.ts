import { FactDto } from '../../commands/dto/fact.dto.js';
import { IdField, NestedListField, ObjectField, TextField } from '../../../../platform/validation/index.js';

const CASE = '019a0000-0000-8000-8000-000000000001';

export class StepRefDto {
  @IdField({ description: '办件编号 · The case', example: CASE })
  caseId!: string;

  @TextField({ description: '步骤 · Key of the step', max: 64, example: 'investigate' })
  step!: string;
}

export class ActionDto extends FactDto {
  @TextField({
    description: '办理动作，见 /step-kinds · The action, see /step-kinds',
    max: 64,
    example: 'complete',
  })
  action!: string;

  @ObjectField({
    description:
      '内容，按该步骤类型的 JSON Schema（见 /step-kinds）· By the JSON Schema of the step kind (see /step-kinds)',
    example: {
      principalContradiction: '排水走向没说清，不是宅基地界线。',
      proposedPosition: '张三装檐沟把水引到公沟，李四恢复排水沟。',
      heard: ['019a0000-0000-7000-8000-000000000001', '019a0000-0000-7000-8000-000000000002'],
    },
  })
  payload!: Record<string, unknown>;
}

export class NudgeDto {
  @TextField({
    description: '捎一句话 · A word with it',
    max: 500,
    optional: true,
    example: '李四家等着装檐沟，这两天能定下来吗？',
  })
  text?: string;
}

export class NudgesDto extends NudgeDto {
  @NestedListField(() => StepRefDto, {
    description: '要催办的步骤 · The steps to nudge',
    min: 1,
    max: 50,
    example: [{ caseId: CASE, step: 'investigate' }],
  })
  items!: StepRefDto[];
}

export class AssignmentDto extends FactDto {
  @IdField({
    description: '承办人账号；本人即认领，空即退回 · The account; oneself to claim, null to give back',
    nullable: true,
    example: '019a0000-0000-7000-8000-000000000031',
  })
  assigneeId!: string | null;

  @TextField({ description: '原因 · Why', max: 500, optional: true, example: '外出培训三天，转给小王。' })
  reason?: string;
}
