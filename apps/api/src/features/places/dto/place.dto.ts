import { ApiProperty } from '@nestjs/swagger';
import { SCOPE_LEVELS, type ScopeLevel } from '../../../platform/auth/index.js';

export class PlaceDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '编号 · Id',
    example: '019a0000-0000-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({ type: String, description: '名称 · Name', example: '柳塘村' })
  name!: string;

  @ApiProperty({
    enum: SCOPE_LEVELS,
    description: '层级：县、镇、村（社区）、网格 · Level',
    example: 'village',
  })
  level!: ScopeLevel;

  @ApiProperty({
    type: String,
    description: '行政区划代码 · Division code',
    required: false,
    example: '430600',
  })
  divisionCode?: string;

  @ApiProperty({
    type: Boolean,
    description: '是否在本人管辖范围内 · Whether one’s own memberships cover it',
    example: true,
  })
  inScope!: boolean;

  @ApiProperty({ type: () => [PlaceDto], description: '下级 · Places within', example: [] })
  children!: PlaceDto[];
}

export class PlaceTreeDto {
  @ApiProperty({ type: [PlaceDto], description: '最上级 · The outermost places' })
  items!: PlaceDto[];

  @ApiProperty({ type: 'null', description: '不分页 · Always null: a tree has one page', example: null })
  next!: null;
}
