import { ApiProperty } from '@nestjs/swagger';
import { DateField, FlagField, IdField, IdsField, TextField } from '../../../../platform/validation/index.js';
import { CommandAnswerDto } from '../../commands/command-answer.js';
import { FactDto } from '../../commands/dto/fact.dto.js';

const PERSON = '019a0000-0000-7000-8000-000000000001';

export class WithdrawalDto extends FactDto {
  @IdsField({
    description: '撤回的当事人或诉求人 · The parties, or who raised the matter, who withdraw it',
    min: 1,
    max: 100,
    example: [PERSON],
  })
  by!: string[];

  @TextField({ description: '撤回原因 · Why', max: 4_000, example: '两家已经自己说好了。' })
  reason!: string;
}

export class ReasonDto extends FactDto {
  @TextField({ description: '原因 · Why', max: 4_000, example: '超出村里权限，请镇里牵头。' })
  reason!: string;
}

export class ConfidentialityDto extends FactDto {
  @FlagField({
    description: '是否保密 · Whether only those who must act see it',
    example: true,
  })
  confidential!: boolean;

  @TextField({ description: '原因 · Why', max: 4_000, example: '涉及家庭内部隐私，当事人要求保密。' })
  reason!: string;
}

export class CommentDto extends FactDto {
  @TextField({ description: '留言 · The comment', max: 4_000, example: '李四的女儿周末回来，可以再谈一次。' })
  text!: string;
}

export class ExternalRefDto extends FactDto {
  @TextField({
    description: '外部系统：司法所、综治、12345、信访等 · The other system',
    max: 40,
    example: '12345',
  })
  system!: string;

  @TextField({ description: '在该系统中的编号 · Its number there', max: 80, example: 'QX20261012-031' })
  number!: string;

  @DateField({
    range: 'byRules',
    description: '该系统要求的办结日期 · Due there',
    optional: true,
    example: '2026-11-12',
  })
  dueOn?: string;
}

export class NewObjectionDto extends FactDto {
  @TextField({ description: '异议内容 · The objection', max: 4_000, example: '清渠的钱不该由全组分摊。' })
  text!: string;

  @IdField({
    description: '提出人，不愿留名的不填 · Who objects; left out if they prefer',
    optional: true,
    example: PERSON,
  })
  by?: string;
}

export class ObjectionAnswerDto extends FactDto {
  @TextField({ description: '答复 · The answer', max: 4_000, example: '清渠由养殖户出工，村民不分摊。' })
  answer!: string;

  @FlagField({
    description: '异议是否成立；成立则修改决定 · Whether it is upheld; then the decision is amended',
    example: false,
  })
  upheld!: boolean;
}

export class ObjectionCreatedDto extends CommandAnswerDto {
  @ApiProperty({ format: 'uuid', description: '异议编号 · Id of the objection' })
  objectionId!: string;
}
