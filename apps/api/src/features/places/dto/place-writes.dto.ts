import { ApiProperty } from '@nestjs/swagger';
import { IdField, TextField } from '../../../platform/validation/index.js';

export class PlaceNameDto {
  @TextField({ description: '名称 · Name', max: 60, example: '柳塘村' })
  name!: string;

  @TextField({
    description: '行政区划代码 · Division code (GB/T 2260)',
    max: 12,
    optional: true,
    example: '430600',
  })
  divisionCode?: string;
}

export class NewPlaceDto extends PlaceNameDto {
  @IdField({ description: '上级 · The place that it lies in' })
  parentId!: string;
}

export class CreatedPlaceDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '编号 · Id',
    example: '019a0000-0000-7000-8000-000000000001',
  })
  id!: string;
}
