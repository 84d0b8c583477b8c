import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { IssueOrderController } from './issue-order.controller.js';
import { IssueOrder } from './issue-order.service.js';
import { OrderAddressees } from './order-addressees.js';
import { OrderActions } from './order-actions.service.js';
import { OrderGateway } from './order-gateway.js';
import { OrderViews } from './order-views.service.js';
import { OrdersController } from './orders.controller.js';

@Module({
  imports: [CasesModule],
  controllers: [IssueOrderController, OrdersController],
  providers: [IssueOrder, OrderActions, OrderAddressees, OrderGateway, OrderViews],
})
export class SupervisionOrdersModule {}
