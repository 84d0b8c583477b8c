import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentScope, Roles, Scope } from '../../platform/auth/index.js';
import { ApiIdempotencyKey, type Idempotency, Repeatable } from '../../platform/idempotency/index.js';
import { type Page, pageOf } from '../../platform/paging/index.js';
import { DepartmentsService, DEPARTMENT_EDITORS } from './departments.service.js';
import { DepartmentsQueryDto, DepartmentDto, NewDepartmentDto } from './dto/department.dto.js';

@ApiTags('departments')
@Controller('departments')
export class DepartmentsController {
  constructor(private readonly departments: DepartmentsService) {}

  @Get()
  @ApiOperation({
    operationId: 'listDepartments',
    summary: '部门名单 · Departments',
    description:
      '本地及上级的部门，如司法所、派出所、妇联。 · Departments of one’s places and of those above.',
  })
  @ApiOkResponse({ type: pageOf(DepartmentDto), description: '部门 · Departments' })
  list(@CurrentScope() scope: Scope, @Query() query: DepartmentsQueryDto): Promise<Page<DepartmentDto>> {
    return this.departments.list(scope, query);
  }

  @Post()
  @Roles(...DEPARTMENT_EDITORS)
  @ApiIdempotencyKey()
  @ApiOperation({
    operationId: 'createDepartment',
    summary: '登记部门 · Enter a department',
    description: '由管理员、镇社会工作办公室或县级登记。 · By administrator, township office or county.',
  })
  @ApiCreatedResponse({ type: DepartmentDto, description: '已登记 · Entered' })
  create(
    @CurrentScope() scope: Scope,
    @Repeatable() idempotency: Idempotency,
    @Body() input: NewDepartmentDto,
  ): Promise<DepartmentDto> {
    return this.departments.create(scope, idempotency, input);
  }
}
