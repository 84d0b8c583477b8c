import {
  CATEGORIES,
  type Category,
  KIND_NAMES,
  type KindName,
  type Recipient,
  RECIPIENTS,
  type Procedure,
  type ProcedureStep,
  type Role,
  ROLES,
  type ReminderRule,
} from '#domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CodeField, QueryIntegerField } from '../../../platform/validation/index.js';

export class ProceduresQueryDto {
  @CodeField({
    description: '只列适用于此类事项的 · Only those that serve it',
    values: CATEGORIES,
    optional: true,
    example: 'dispute',
  })
  category?: Category;
}

export class ProcedureQueryDto {
  @QueryIntegerField({
    description: '版本，缺省为最新 · Version; the newest unless told',
    min: 1,
    max: 999_999,
    optional: true,
    example: 1,
  })
  version?: number;
}

export class BilingualNameDto {
  @ApiProperty({ type: String, description: '中文 · Chinese', example: '充分调查' })
  zh!: string;

  @ApiProperty({ type: String, description: '英文 · English', example: 'Investigate' })
  en!: string;
}

export class ProcedureSummaryDto {
  @ApiProperty({ type: String, description: '代码 · Key', example: 'dispute' })
  key!: string;

  @ApiProperty({ type: 'integer', description: '版本 · Version', example: 1 })
  version!: number;

  @ApiProperty({ type: BilingualNameDto, description: '名称 · Name' })
  name!: BilingualNameDto;

  @ApiProperty({
    enum: CATEGORIES,
    isArray: true,
    description: '适用的事项类别；受理流程没有 · Categories that it serves; none for the intake procedure',
    example: ['dispute'],
  })
  categories!: Category[];
}

export class ProceduresDto {
  @ApiProperty({ type: [ProcedureSummaryDto], description: '各流程的最新版本 · The newest version of each' })
  items!: ProcedureSummaryDto[];

  @ApiProperty({ type: 'null', description: '不分页 · Always null: there is one page', example: null })
  next!: null;
}

const OPEN_OBJECT = { type: 'object', additionalProperties: true } as const;

export class ReminderRuleDto {
  @ApiProperty({
    type: String,
    description: '到期前多久 · So long before the due time',
    required: false,
    example: '1wd',
  })
  before?: string;

  @ApiProperty({
    type: String,
    description: '超期后多久 · So long after it',
    required: false,
    example: '1wd',
  })
  after?: string;

  @ApiProperty({
    type: String,
    description: '无人承办多久 · So long unassigned',
    required: false,
    example: '1wd',
  })
  unassigned?: string;

  @ApiProperty({
    enum: RECIPIENTS,
    description:
      '提醒承办人、分派工作的人或上一级 · The assignee, whoever hands work out, or the level above',
    example: 'assignee',
  })
  recipient!: Recipient;
}

export class ProcedureStepDto implements ProcedureStep {
  @ApiProperty({ type: String, description: '步骤代码 · Key of the step', example: 'investigate' })
  key!: string;

  @ApiProperty({ enum: KIND_NAMES, description: '步骤类型 · Kind', example: 'investigate' })
  kind!: KindName;

  @ApiProperty({ type: BilingualNameDto, description: '名称 · Name' })
  name!: BilingualNameDto;

  @ApiProperty({ enum: ROLES, description: '由谁办理 · Owner', example: 'committee' })
  owner!: Role;

  @ApiProperty({ type: String, description: '期限 · Term', required: false, example: '5wd' })
  term?: string;

  @ApiProperty({
    type: [ReminderRuleDto],
    description: '本步骤自己的逐级提醒，代替流程的 · Its own reminder rules, in place of the procedure’s',
    required: false,
  })
  reminderRules?: ReminderRule[];

  @ApiProperty({
    type: String,
    description: '与哪一步并行 · Stands beside',
    required: false,
    example: 'sign',
  })
  beside?: string;

  @ApiProperty({
    type: [String],
    description: '须先完成的步骤 · Needs',
    required: false,
    example: ['sign', 'opine'],
  })
  needs?: string[];

  @ApiProperty({ ...OPEN_OBJECT, description: '该类型的参数 · Parameters of the kind', example: {} })
  params!: Record<string, unknown>;

  @ApiProperty({
    ...OPEN_OBJECT,
    description: '每种结果的去向 · Where each outcome leads',
    example: { done: { to: 'confirmTopic' } },
  })
  on!: ProcedureStep['on'];
}

export class OverallDeadlineDto {
  @ApiProperty({ type: String, description: '期限 · Term', example: '30cd' })
  term!: string;

  @ApiProperty({ type: String, description: '到哪一步为止 · Until this step is done', example: 'sign' })
  until!: string;
}

export class ProcedureDto extends ProcedureSummaryDto implements Procedure {
  @ApiProperty({ type: String, description: '第一步 · First step', example: 'investigate' })
  start!: string;

  @ApiProperty({ type: OverallDeadlineDto, description: '总时限 · Overall deadline', required: false })
  overallDeadline?: OverallDeadlineDto;

  @ApiProperty({
    type: [ReminderRuleDto],
    description: '逐级提醒 · Reminder rules',
    required: false,
  })
  reminderRules?: ReminderRule[];

  @ApiProperty({ type: [ProcedureStepDto], description: '步骤 · Steps' })
  steps!: ProcedureStepDto[];
}

export class ProcedureFindingDto {
  @ApiProperty({ type: String, description: '代码 · Code', example: 'loop.unbounded' })
  code!: string;

  @ApiProperty({
    enum: ['error', 'warning'],
    description: '错误或提示 · Whether it would keep the procedure from being published today',
    example: 'warning',
  })
  severity!: 'error' | 'warning';

  @ApiPropertyOptional({
    type: String,
    description: '涉及的步骤；涉及整个流程的没有 · The step concerned; none when it is about the whole',
    example: 'sign',
  })
  step?: string;

  @ApiProperty({ type: BilingualNameDto, description: '说明 · In words' })
  words!: BilingualNameDto;
}

export class ProcedureFindingsDto {
  @ApiProperty({ type: 'integer', description: '版本 · Version', example: 1 })
  version!: number;

  @ApiProperty({ type: [ProcedureFindingDto], description: '逐项；没有问题的为空 · Empty: nothing is wrong' })
  items!: ProcedureFindingDto[];

  @ApiPropertyOptional({
    type: BilingualNameDto,
    description:
      '通常的路、各步用足时限共需多久；有错误的没有 · How long the usual way takes, every step taking its whole term; none while there is an error',
  })
  expected?: BilingualNameDto;
}
