import type { Nomination } from '#domain';
import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../../platform/paging/index.js';
import { CodeField, FlagField, IdField, TextField } from '../../../platform/validation/index.js';

const ID = '019a0000-0000-7000-8000-000000000001';
export const POOL_KINDS = ['resident', 'expert'] as const;
export type PoolKind = (typeof POOL_KINDS)[number];
const NOMINATIONS = [
  'selfNominated',
  'publicNominated',
  'committeesSelected',
  'adHoc',
] as const satisfies readonly Nomination[];

const KIND =
  '种类：群众群英库、专家群英库 · Kind: resident pool of a village, expert pool of a township or county';
const NOMINATION = '入选方式：自己荐、群众推、“两委”选、临时点 · How the member got in';

export class NewPoolDto {
  @IdField({ description: '所属地 · Place' })
  placeId!: string;

  @CodeField({ description: KIND, values: POOL_KINDS, example: 'resident' })
  kind!: PoolKind;

  @TextField({ description: '名称 · Name', max: 100, example: '柳塘村群众群英库' })
  name!: string;
}

export class PoolsQueryDto extends PageQuery {
  @IdField({ description: '只列服务于此地的库 · Only those that serve this place', optional: true })
  placeId?: string;

  @CodeField({ description: KIND, values: POOL_KINDS, optional: true, example: 'expert' })
  kind?: PoolKind;
}

export class PoolDto {
  @ApiProperty({ type: String, format: 'uuid', description: '编号 · Id', example: ID })
  id!: string;

  @ApiProperty({ type: String, format: 'uuid', description: '所属地 · Place', example: ID })
  placeId!: string;

  @ApiProperty({ enum: POOL_KINDS, description: KIND, example: 'resident' })
  kind!: PoolKind;

  @ApiProperty({ type: String, description: '名称 · Name', example: '柳塘村群众群英库' })
  name!: string;
}

export class NewPoolMemberDto {
  @IdField({ description: '人员 · The person' })
  personId!: string;

  @CodeField({ description: NOMINATION, values: NOMINATIONS, example: 'publicNominated' })
  nomination!: Nomination;

  @TextField({ description: '专长 · Expertise', max: 200, optional: true, example: '木匠，懂房屋' })
  expertise?: string;

  @FlagField({
    description: '是否调委会的人民调解员 · Whether a mediator of the mediation committee',
    optional: true,
    example: false,
  })
  mediator?: boolean;
}

export class PoolMemberDto {
  @ApiProperty({ type: String, format: 'uuid', description: '编号 · Id of the membership', example: ID })
  id!: string;

  @ApiProperty({ type: String, format: 'uuid', description: '人员 · The person', example: ID })
  personId!: string;

  @ApiProperty({ type: String, description: '姓名 · Name', required: false, example: '王五' })
  name?: string;

  @ApiProperty({ enum: NOMINATIONS, description: NOMINATION, example: 'publicNominated' })
  nomination!: Nomination;

  @ApiProperty({ type: String, description: '专长 · Expertise', required: false, example: '木匠，懂房屋' })
  expertise?: string;

  @ApiProperty({
    type: Boolean,
    description: '是否调委会的人民调解员 · Whether a mediator of the mediation committee',
    example: false,
  })
  mediator!: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: '入库时间 · Since when',
    example: '2026-03-02T09:30:00+08:00',
  })
  since!: string;
}
