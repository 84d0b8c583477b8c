import { SUPERVISING_ROLES } from '#domain';
import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Account, CurrentAccount, Roles } from '../../platform/auth/index.js';
import { ApiIdempotencyKey, type Idempotency, Repeatable } from '../../platform/idempotency/index.js';
import { IdPipe } from '../../platform/validation/index.js';
import { ApiCaseId } from '../cases/index.js';
import { IssueSupervisionOrderDto } from './dto/supervision-order-actions.dto.js';
import { SupervisionOrderAnswerDto, SupervisionOrderDetailDto } from './dto/supervision-order.dto.js';
import { IssueSupervisionOrderService } from './issue-supervision-order.service.js';
import { SupervisionOrderActionsService } from './supervision-order-actions.service.js';
import { answerOf, ApiAcceptedSupervisionOrder } from './supervision-order-answer.js';
import { SupervisionOrderViewsService } from './supervision-order-views.service.js';

@ApiTags('supervision-orders')
@Controller('cases/:id/supervision-orders')
export class IssueSupervisionOrderController {
  constructor(
    private readonly orders: IssueSupervisionOrderService,
    private readonly actions: SupervisionOrderActionsService,
    private readonly views: SupervisionOrderViewsService,
  ) {}

  @Post()
  @HttpCode(201)
  @Roles(...SUPERVISING_ROLES)
  @ApiCaseId()
  @ApiOperation({
    operationId: 'issueSupervisionOrder',
    summary: '督办 · Issue a supervision order',
    description:
      '乡镇社会办、县级对在办事项督办到人或到岗位，限期答复 · The township office or the county demands an answer of a person or a role by a term.',
  })
  @ApiIdempotencyKey()
  @ApiCreatedResponse({ type: SupervisionOrderDetailDto, description: '已发出 · Issued' })
  @ApiAcceptedSupervisionOrder()
  async issue(
    @Param('id', IdPipe) caseId: string,
    @Body() body: IssueSupervisionOrderDto,
    @CurrentAccount() account: Account,
    @Repeatable() idempotency: Idempotency,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SupervisionOrderDetailDto | SupervisionOrderAnswerDto> {
    const sent = await this.orders.issue({ account, idempotency }, caseId, body);
    const answer = answerOf(sent, response);
    if ('pending' in sent) return answer;
    response.location(`/api/v1/supervision-orders/${sent.dutyId}`);
    return this.views.detail(await this.actions.find(account, sent.dutyId));
  }
}
