import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export class FormOutcomeDto {
  @ApiProperty({ type: String, description: '值 · The value', example: 'consensus' })
  value!: string;
  @ApiProperty({ type: String, description: '名称 · What it is called', example: '达成共识' })
  name!: string;
  @ApiPropertyOptional({
    type: String,
    description: '之后进入的步骤，或怎样结束 · The step that comes next, or how the case ends',
    example: '签署',
  })
  leadsTo?: string;
}

export class EachDto {
  @ApiProperty({
    type: String,
    description: '指明是谁的字段 · The field that names somebody',
    example: '/signerId',
  })
  field!: string;
  @ApiProperty({ type: String, description: '逐人选择的字段 · What is chosen for each', example: '/manner' })
  choice!: string;
  @ApiProperty({
    type: [String],
    description: '各人相同的字段 · What holds for all alike',
    example: ['/evidence'],
  })
  shared!: readonly string[];
}

export class StepFormDto {
  @ApiProperty({ type: String, description: '操作代码 · The action', example: 'complete' })
  action!: string;
  @ApiProperty({ type: String, description: '名称 · What it is called', example: '完成' })
  name!: string;
  @ApiProperty({
    type: Boolean,
    description: '本人可以办理 · Whether the caller may take it',
    example: true,
  })
  mine!: boolean;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description:
      '按本事项收窄的 JSON Schema：title、x-labels 为名称，x-when 为填写条件，x-options、x-barred 为可选和不可选的对象，x-proposed 为列表里可能列入的人，x-earliest、x-latest 为日期范围 · JSON Schema narrowed to this case: labels in `title` and `x-labels`, conditions in `x-when`, who may be named in `x-options` and who may not in `x-barred`, who is likely to be an item of a list in `x-proposed`, days in `x-earliest` and `x-latest`',
    example: { type: 'object', properties: { note: { type: 'string', title: '说明' } } },
  })
  schema!: object;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '预先填好的内容 · What the form begins with',
    example: { item: 'guide' },
  })
  initial!: object;
  @ApiPropertyOptional({
    type: String,
    description: '决定结果的字段 · The field whose values are the outcomes',
    example: '/result',
  })
  deciding?: string;
  @ApiPropertyOptional({
    type: EachDto,
    description: '逐人办理的操作：可以一次填几个人 · Taken once for each: a form may ask for several at once',
  })
  each?: EachDto;
  @ApiPropertyOptional({ type: [FormOutcomeDto], description: '各种结果 · What each outcome leads to' })
  outcomes?: FormOutcomeDto[];
}

export class StepFormsDto {
  @ApiProperty({ type: 'integer', description: '所依据的版本 · The version they were made from', example: 7 })
  version!: number;
  @ApiProperty({ type: String, description: '步骤 · The step', example: 'deliberate' })
  step!: string;
  @ApiProperty({ type: String, description: '步骤名称 · What the procedure calls it', example: '群英会' })
  name!: string;
  @ApiProperty({ type: [StepFormDto], description: '现在可以办理的操作 · What may be done now' })
  items!: StepFormDto[];
  @ApiProperty({ type: String, nullable: true, description: '不分页 · On one page', example: null })
  next!: null;
}

/** Empty where the step goes on. */
export class StepCheckDto {
  @ApiPropertyOptional({
    type: String,
    description: '这一步的结果 · With which outcome the step would be over',
    example: 'signed',
  })
  outcome?: string;
  @ApiPropertyOptional({ type: String, description: '结果的名称 · What it is called', example: '已签署' })
  name?: string;
}
