import { type Role, ROLES } from '#domain';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  FlagField,
  CodeField,
  IdField,
  TextField,
  UsernameField,
} from '../../../platform/validation/index.js';
import { NamedDto } from '../../cases/index.js';
import { ColleagueDto } from './accounts.dto.js';

const ID = '019a0000-0000-7000-8000-000000000001';
const INSTANT = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;

export class AppointmentDto {
  @CodeField({ description: '岗位 · Role', values: ROLES, example: 'clerk' })
  role!: Role;

  @IdField({ description: '所在地，其下级一并管 · Place; it counts below, too' })
  placeId!: string;

  @IdField({
    description: '部门代表所代表的部门 · Department that a representative speaks for',
    optional: true,
  })
  departmentId?: string;
}

export class NewAccountDto extends AppointmentDto {
  @UsernameField({ description: '用户名 · User name', example: 'liutang-clerk2' })
  username!: string;

  @TextField({ description: '姓名 · Name', max: 60, example: '陈办事' })
  name!: string;
}

export class AccountChangeDto {
  @TextField({ description: '姓名 · Name', max: 60, optional: true, example: '陈办事' })
  name?: string;

  @FlagField({
    description: '停用：随即退出，不能再登录 · Out of use: signed out at once, and can’t sign in',
    optional: true,
    example: false,
  })
  disabled?: boolean;
}

export class AdministeredDto extends ColleagueDto {
  @ApiProperty({ type: String, description: '用户名 · User name', example: 'liutang-clerk' })
  username!: string;

  @ApiProperty({ type: Boolean, description: '已停用 · Out of use', example: false })
  disabled!: boolean;
}

export class HeldMembershipDto {
  @ApiProperty({ type: String, format: 'uuid', description: '编号 · Id', example: ID })
  id!: string;

  @ApiProperty({ enum: ROLES, description: '岗位 · Role', example: 'clerk' })
  role!: Role;

  @ApiProperty({ type: NamedDto, description: '所在地 · Place' })
  place!: NamedDto;

  @ApiPropertyOptional({ type: NamedDto, description: '所代表的部门 · Department' })
  department?: NamedDto;

  @ApiProperty({ ...INSTANT, description: '从何时起 · Since when' })
  validFrom!: string;

  @ApiPropertyOptional({ ...INSTANT, description: '到何时止 · Until when' })
  validTo?: string;
}

export class AdministeredDetailDto {
  @ApiProperty({ type: String, format: 'uuid', description: '账号编号 · Account', example: ID })
  id!: string;

  @ApiProperty({ type: String, description: '用户名 · User name', example: 'liutang-clerk' })
  username!: string;

  @ApiProperty({ type: String, description: '姓名 · Name', example: '陈办事' })
  name!: string;

  @ApiProperty({ type: Boolean, description: '已停用 · Out of use', example: false })
  disabled!: boolean;

  @ApiProperty({
    type: [HeldMembershipDto],
    description: '岗位，含已结束的，最近的在前 · Memberships, ended ones too, the latest first',
  })
  memberships!: HeldMembershipDto[];
}

export class CreatedAccountDto {
  @ApiProperty({ type: String, format: 'uuid', description: '账号编号 · Account', example: ID })
  id!: string;
}

export class InitialPasswordDto {
  @ApiProperty({
    type: String,
    description:
      '初始密码，只显示这一次；请当面交给本人，本人登录后修改 · Shown this once; to be changed by the owner',
    example: 'k7ne-4mzr-tw2c',
  })
  password!: string;
}
