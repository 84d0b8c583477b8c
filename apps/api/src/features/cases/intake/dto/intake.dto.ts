import { CATEGORIES, type Category } from '#domain';
import {
  CodeField,
  DateField,
  FlagField,
  IdField,
  InstantField,
  NestedListField,
  TextField,
} from '../../../../platform/validation/index.js';
import { WayDto } from '../../commands/dto/fact.dto.js';

const VILLAGE = '019a0000-0000-7000-8000-000000000061';

export class ExternalRefInputDto {
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

/** What is known when a matter comes in; only what happened and where must be. */
export class MatterDto extends WayDto {
  @TextField({
    description: '什么事，照群众说的写 · What happened, as it was told',
    max: 10_000,
    example: '张三翻修偏房，屋檐水滴到李四家墙根，两家吵了两次。',
  })
  matter!: string;

  @IdField({ description: '所在村（社区） · The village or community', example: VILLAGE })
  villageId!: string;

  @IdField({ description: '所在网格（片、组） · The grid, area or group', optional: true, example: VILLAGE })
  gridId?: string;

  @TextField({
    description: '标题，不写人名，可以检索 · An impersonal title, for lists and search',
    max: 80,
    optional: true,
    example: '屋檐滴水',
  })
  title?: string;

  @TextField({ description: '具体地点 · The location', max: 200, optional: true, example: '柳塘村三组' })
  location?: string;

  @NestedListField(() => ExternalRefInputDto, {
    description: '同一事项在其他系统的编号 · Numbers of the same matter elsewhere',
    max: 10,
    optional: true,
  })
  externalRefs?: ExternalRefInputDto[];
}

export class OpenCaseDto extends MatterDto {
  @InstantField({
    range: 'byRules',
    description: '反映的时间；不填为现在 · When it was raised; now if left out',
    optional: true,
  })
  occurredAt?: string;

  @CodeField({
    values: CATEGORIES,
    description: '类别，可在受理时再定 · Category; may be settled at triage',
    optional: true,
    example: 'dispute',
  })
  category?: Category;

  @FlagField({ description: '紧急 · Urgent', optional: true, example: false })
  urgent?: boolean;

  @IdField({
    description: '反映人 · Who raised it',
    optional: true,
    example: '019a0000-0000-7000-8000-000000000001',
  })
  reporterId?: string;
}
