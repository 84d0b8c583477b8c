import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../../platform/paging/index.js';
import { IdField, YearField, PhoneField, TextField } from '../../../platform/validation/index.js';

const ID = '019a0000-0000-7000-8000-000000000001';

export class NewPersonDto {
  @TextField({ description: '姓名 · Name', max: 100, example: '张三' })
  name!: string;

  @PhoneField({ description: '电话 · Telephone', optional: true })
  phone?: string;

  @IdField({
    description:
      '所在村（社区）；镇级、县级专家填镇或县 · Village or community; for an expert of the township or county that place',
  })
  villageId!: string;

  @YearField({
    range: 'birth',
    description: '出生年份 · Year of birth',
    optional: true,
    example: 1968,
  })
  birthYear?: number;

  @TextField({
    description: '小名、外号 · What the village calls them',
    max: 40,
    optional: true,
    example: '三伢子',
  })
  nickname?: string;

  @IdField({ description: '所在组、网格 · Group or grid', optional: true })
  gridId?: string;
}

/** What is left out stays; null takes away. */
export class PersonChangeDto {
  @TextField({ description: '姓名 · Name', max: 100, optional: true, example: '张三' })
  name?: string;

  @PhoneField({ description: '电话 · Telephone', optional: true, nullable: true })
  phone?: string | null;

  @YearField({
    range: 'birth',
    description: '出生年份 · Year of birth',
    optional: true,
    nullable: true,
    example: 1968,
  })
  birthYear?: number | null;

  @TextField({
    description: '小名、外号 · What the village calls them',
    max: 40,
    optional: true,
    nullable: true,
    example: '三伢子',
  })
  nickname?: string | null;

  @IdField({ description: '所在组、网格 · Group or grid', optional: true, nullable: true })
  gridId?: string | null;
}

export class PersonsQueryDto extends PageQuery {
  @IdField({
    description: '只列此村（社区）的人员 · Only people of this village or community',
    optional: true,
  })
  villageId?: string;

  @IdField({ description: '只列此组、网格的人员 · Only people of this group or grid', optional: true })
  gridId?: string;
}

/** In a body, never in an address: names and numbers must not come into anybody's logs. */
export class PersonSearchDto extends PersonsQueryDto {
  @TextField({
    description:
      '姓名、小名的一部分，拼音或首字母，或电话末几位；须指明村（社区），一并查上级的专家 · Part of a name, pinyin or its initials, or the end of a number; within one village and the experts above it',
    max: 50,
    optional: true,
    example: 'zs',
  })
  q?: string;

  @TextField({ description: '完整姓名 · The whole name', max: 100, optional: true, example: '张三' })
  name?: string;

  @PhoneField({ description: '完整电话号码 · The whole number', optional: true })
  phone?: string;
}

export class PersonDto {
  @ApiProperty({ type: String, format: 'uuid', description: '编号 · Id', example: ID })
  id!: string;

  @ApiProperty({
    type: String,
    description: '姓名；已删除个人信息的没有 · Name; missing once personal data was erased',
    required: false,
    example: '张三',
  })
  name?: string;

  @ApiProperty({ type: String, description: '电话 · Telephone', required: false, example: '13800000001' })
  phone?: string;

  @ApiProperty({
    type: String,
    description: '小名、外号 · What the village calls them',
    required: false,
    example: '三伢子',
  })
  nickname?: string;

  @ApiProperty({ type: String, format: 'uuid', description: '所在地 · Place', example: ID })
  villageId!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '所在组、网格 · Grid',
    required: false,
    example: ID,
  })
  gridId?: string;

  @ApiProperty({ type: 'integer', description: '出生年份 · Year of birth', required: false, example: 1968 })
  birthYear?: number;
}

export class KinDto {
  @ApiProperty({ type: String, format: 'uuid', description: '亲属 · The relative', example: ID })
  id!: string;

  @ApiProperty({ type: String, description: '姓名 · Name', required: false, example: '吴八' })
  name?: string;

  @ApiProperty({
    type: String,
    description: '关系，按工作人员的说法 · Relation, as staff say it',
    example: '妹夫',
  })
  relation!: string;
}

export class PersonWithKinDto extends PersonDto {
  @ApiProperty({ type: [KinDto], description: '已申报的近亲属 · Declared close kin' })
  kin!: KinDto[];
}

export class NewKinDto {
  @IdField({ description: '亲属 · The relative' })
  kinId!: string;

  @TextField({ description: '关系，按工作人员的说法 · Relation, as staff say it', max: 50, example: '妹夫' })
  relation!: string;
}
