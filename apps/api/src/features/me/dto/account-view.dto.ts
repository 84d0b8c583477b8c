import { ROLES, type Role } from '#domain';
import { ApiProperty } from '@nestjs/swagger';

const ID = '019a0000-0000-7000-8000-000000000001';

export class MembershipDto {
  @ApiProperty({ enum: ROLES, description: '岗位 · Role', example: 'clerk' })
  role!: Role;

  @ApiProperty({ type: String, format: 'uuid', description: '所在地 · Place', example: ID })
  placeId!: string;

  @ApiProperty({ type: String, description: '所在地名称 · Name of the place', example: '柳塘村' })
  placeName!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '所代表的部门 · Department that is represented',
    required: false,
    example: ID,
  })
  departmentId?: string;
}

export class AccountDto {
  @ApiProperty({ type: String, format: 'uuid', description: '账号编号 · Account', example: ID })
  id!: string;

  @ApiProperty({ type: String, description: '用户名 · User name', example: 'liutang-clerk' })
  username!: string;

  @ApiProperty({ type: String, description: '姓名 · Name', example: '陈办事' })
  name!: string;

  @ApiProperty({
    type: String,
    format: 'email',
    description: '接收提醒和每日汇总的邮箱，只有本人可见 · Where notices go by e-mail; seen by oneself only',
    required: false,
    example: 'someone@example.org',
  })
  email?: string;

  @ApiProperty({
    type: String,
    description: '办公室电话，等待办理的同事可见 · Phone of the office; seen by colleagues who wait',
    required: false,
    example: '0730-8000001',
  })
  officePhone?: string;

  @ApiProperty({
    type: Boolean,
    description: '密码由他人设置，请尽快修改 · Set by somebody else: to be changed',
    required: false,
    example: true,
  })
  passwordProvisional?: boolean;

  @ApiProperty({ type: [MembershipDto], description: '现任岗位 · Memberships that hold now' })
  memberships!: MembershipDto[];
}
