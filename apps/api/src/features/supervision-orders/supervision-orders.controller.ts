import { SUPERVISING_ROLES } from '#domain';
import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { type Account, CurrentAccount, Roles } from '../../platform/auth/index.js';
import { CurrentSender, type Sender } from '../../platform/commands/index.js';
import { type Page, pageOf } from '../../platform/paging/index.js';
import { IdPipe } from '../../platform/validation/index.js';
import { etagOf } from '../../platform/versions/index.js';
import {
  AnswerSupervisionOrderDto,
  CancelSupervisionOrderDto,
  CloseSupervisionOrderDto,
  ReaddressSupervisionOrderDto,
  ReturnSupervisionOrderDto,
} from './dto/supervision-order-actions.dto.js';
import {
  SupervisionOrderDetailDto,
  SupervisionOrderDto,
  SupervisionOrdersQueryDto,
} from './dto/supervision-order.dto.js';
import { SupervisionOrderActionsService } from './supervision-order-actions.service.js';
import { ApiSupervisionOrderId, SupervisionOrderCommand } from './supervision-order-answer.js';
import type { Sent } from './supervision-order-gateway.service.js';
import { SupervisionOrderViewsService } from './supervision-order-views.service.js';

@ApiTags('supervision-orders')
@Controller('supervision-orders')
export class SupervisionOrdersController {
  constructor(
    private readonly actions: SupervisionOrderActionsService,
    private readonly views: SupervisionOrderViewsService,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listSupervisionOrders',
    summary: '督办单列表 · Supervision orders',
    description: '本人范围内的督办单 · The orders in the caller’s places.',
  })
  @ApiOkResponse({ type: pageOf(SupervisionOrderDto), description: '督办单 · Orders' })
  list(
    @CurrentAccount() account: Account,
    @Query() query: SupervisionOrdersQueryDto,
  ): Promise<Page<SupervisionOrderDto>> {
    return this.views.list(account, query);
  }

  @Get(':id')
  @ApiSupervisionOrderId()
  @ApiOperation({
    operationId: 'getSupervisionOrder',
    summary: '督办单详情 · One supervision order',
    description: '要求、答复、退回、期限由来 · What was demanded, answered and returned, and its term.',
  })
  @ApiOkResponse({
    type: SupervisionOrderDetailDto,
    description: '督办单 · The order',
    headers: { ETag: { description: '版本 · Version', schema: { type: 'string' }, example: '"1"' } },
  })
  async get(
    @Param('id', IdPipe) supervisionOrderId: string,
    @CurrentAccount() account: Account,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SupervisionOrderDetailDto> {
    const order = await this.actions.find(account, supervisionOrderId);
    response.setHeader('etag', etagOf(order.version));
    return this.views.detail(order);
  }

  @SupervisionOrderCommand(':id/answers', {
    operationId: 'answerSupervisionOrder',
    summary: '答复督办 · Answer the order',
    description: '由督办到的人答复；督办到岗位的，由该岗位或可代办的人答复 · By whom it is addressed to.',
  })
  answer(
    @Param('id', IdPipe) supervisionOrderId: string,
    @Body() body: AnswerSupervisionOrderDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.actions.answer({ ...sender, supervisionOrderId }, body);
  }

  @SupervisionOrderCommand(':id/returns', {
    operationId: 'returnSupervisionOrder',
    summary: '退回答复 · Return the answer',
    description: '写明原因，重新限期，最多两次 · With a reason and a new term; twice at most.',
  })
  @Roles(...SUPERVISING_ROLES)
  returnAnswer(
    @Param('id', IdPipe) supervisionOrderId: string,
    @Body() body: ReturnSupervisionOrderDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.actions.returnAnswer({ ...sender, supervisionOrderId }, body);
  }

  @SupervisionOrderCommand(':id/addressees', {
    operationId: 'readdressSupervisionOrder',
    summary: '转交督办 · Readdress the order',
    description:
      '由发出单位或其上一级转交他人或岗位，期限照旧；不写对象的，转给该步现在的承办人或岗位 · By the office that issued it or the one above, to another person or role; the term runs on. Nobody named: to whoever holds the step by now.',
  })
  @Roles(...SUPERVISING_ROLES)
  readdress(
    @Param('id', IdPipe) supervisionOrderId: string,
    @Body() body: ReaddressSupervisionOrderDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.actions.readdress({ ...sender, supervisionOrderId }, body);
  }

  @SupervisionOrderCommand(':id/closures', {
    operationId: 'closeSupervisionOrder',
    summary: '办结督办 · Close the order',
    description:
      '由发出单位核对答复后办结，不能核对自己的答复 · By the office that issued it; nobody judges their own answer.',
  })
  @Roles(...SUPERVISING_ROLES)
  close(
    @Param('id', IdPipe) supervisionOrderId: string,
    @Body() body: CloseSupervisionOrderDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.actions.close({ ...sender, supervisionOrderId }, body);
  }

  @SupervisionOrderCommand(':id/cancellations', {
    operationId: 'cancelSupervisionOrder',
    summary: '撤销督办 · Cancel the order',
    description: '尚未答复的督办单可以撤销 · As long as it has no answer.',
  })
  @Roles(...SUPERVISING_ROLES)
  cancel(
    @Param('id', IdPipe) supervisionOrderId: string,
    @Body() body: CancelSupervisionOrderDto,
    @CurrentSender() sender: Sender,
  ): Promise<Sent> {
    return this.actions.cancel({ ...sender, supervisionOrderId }, body);
  }
}
