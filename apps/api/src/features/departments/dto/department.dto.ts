import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../../platform/paging/index.js';
import { IdField, TextField } from '../../../platform/validation/index.js';

const ID = '019a0000-0000-7000-8000-000000000001';

export class NewDepartmentDto {
  @IdField({ description: '所属的镇（街道）、县或村 · Place that it belongs to' })
  placeId!: string;

  @TextField({ description: '名称 · Name', max: 100, example: '清溪镇司法所' })
  name!: string;

  @TextField({ description: '种类代码 · Code of its kind', max: 50, example: 'justiceOffice' })
  kind!: string;
}

export class DepartmentsQueryDto extends PageQuery {
  @IdField({ description: '只列服务于此地的部门 · Only those that serve this place', optional: true })
  placeId?: string;
}

export class DepartmentDto {
  @ApiProperty({ type: String, format: 'uuid', description: '编号 · Id', example: ID })
  id!: string;

  @ApiProperty({ type: String, format: 'uuid', description: '所属地 · Place', example: ID })
  placeId!: string;

  @ApiProperty({ type: String, description: '名称 · Name', example: '清溪镇司法所' })
  name!: string;

  @ApiProperty({ type: String, description: '种类代码 · Code of its kind', example: 'justiceOffice' })
  kind!: string;
}
