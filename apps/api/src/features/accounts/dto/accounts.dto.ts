import { type Role, ROLES } from '#domain';
import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../../platform/paging/index.js';
import { CodeField, IdField } from '../../../platform/validation/index.js';

export class AccountsQueryDto extends PageQuery {
  @IdField({
    description: '只列能在此地办事的人员 · Only those whose memberships cover this place',
    optional: true,
  })
  placeId?: string;

  @CodeField({ description: '岗位 · Role', values: ROLES, optional: true, example: 'convener' })
  role?: Role;
}

export class ColleagueDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '账号编号 · Account',
    example: '019a0000-0000-7000-8000-000000000001',
  })
  id!: string;

  @ApiProperty({ type: String, description: '姓名 · Name', example: '刘召集' })
  name!: string;

  @ApiProperty({ enum: ROLES, isArray: true, description: '岗位 · Roles', example: ['convener'] })
  roles!: Role[];
}
