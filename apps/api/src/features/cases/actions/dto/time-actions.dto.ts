import { PAUSE_REASONS, type PauseReason } from '#domain';
import {
  CodeField,
  DateField,
  FlagField,
  IdsField,
  TextField,
} from '../../../../platform/validation/index.js';
import { FactDto } from '../../commands/dto/fact.dto.js';

const PERSON = '019a0000-0000-7000-8000-000000000001';

export class PauseDto extends FactDto {
  @CodeField({
    values: PAUSE_REASONS,
    description:
      '原因：awayForWork 外出务工，harvest 农忙，familyEvent 红白事，floodDuty 防汛，expertReport 等待鉴定，other 其他 · Why',
    example: 'awayForWork',
  })
  reason!: PauseReason;

  @TextField({
    description: '说明；原因为“其他”时必填 · In words; required for `other`',
    max: 4_000,
    optional: true,
    example: '李四在外务工，月底回村。',
  })
  text?: string;

  @DateField({
    range: 'byRules',
    description:
      '暂停到哪一天（含当天），一次最多 30 天，一轮各次合计最多 60 天；补录已结束的暂停，填实际暂停的最后一天 · The last day of the pause; at most 30 days, all of a round 60, unless the procedure says less; of a pause that is over, the last day that it really had',
    example: '2026-10-20',
  })
  until!: string;
}

export class ResumptionDto extends FactDto {
  @TextField({ description: '说明 · In words', max: 4_000, optional: true, example: '李四已回村。' })
  text?: string;
}

export class ExtensionRequestDto extends FactDto {
  @TextField({
    description:
      '延长多久，如 3wd（工作日）；不超过该步骤的时限，时间节点不超过 30cd · How much more time; at most the step’s own term, 30cd for a milestone',
    max: 12,
    example: '3wd',
  })
  term!: string;

  @TextField({ description: '原因 · Why', max: 4_000, example: '连续下雨，现场去不了。' })
  reason!: string;

  @TextField({
    description: '执行步骤中需要延期的时间节点 · The milestone, where milestones are carried out',
    max: 3,
    optional: true,
    example: 'm1',
  })
  milestone?: string;
}

export class ExtensionDecisionDto extends FactDto {
  @FlagField({ description: '是否同意 · Whether it is approved', example: true })
  approve!: boolean;

  @TextField({
    description: '意见；不同意时必填 · A remark; required when refused',
    max: 4_000,
    optional: true,
    example: '情况属实，同意。',
  })
  reason?: string;
}

export class OverallExtensionDto extends FactDto {
  @IdsField({
    description: '同意延长的当事人，须包括各方 · The parties who consent: all of them',
    min: 1,
    max: 100,
    example: [PERSON],
  })
  by!: string[];

  @TextField({ description: '原因 · Why', max: 4_000, example: '鉴定报告下月才出。' })
  reason!: string;
}
