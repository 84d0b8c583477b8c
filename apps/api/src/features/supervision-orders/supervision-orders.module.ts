import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { IssueSupervisionOrderController } from './issue-supervision-order.controller.js';
import { IssueSupervisionOrderService } from './issue-supervision-order.service.js';
import { SupervisionOrderAddresseesService } from './supervision-order-addressees.service.js';
import { SupervisionOrderActionsService } from './supervision-order-actions.service.js';
import { SupervisionOrderCommandsService } from './supervision-order-commands.service.js';
import { SupervisionOrderGatewayService } from './supervision-order-gateway.service.js';
import { SupervisionOrderViewsService } from './supervision-order-views.service.js';
import { SupervisionOrdersController } from './supervision-orders.controller.js';

@Module({
  imports: [CasesModule],
  controllers: [IssueSupervisionOrderController, SupervisionOrdersController],
  providers: [
    IssueSupervisionOrderService,
    SupervisionOrderActionsService,
    SupervisionOrderAddresseesService,
    SupervisionOrderCommandsService,
    SupervisionOrderGatewayService,
    SupervisionOrderViewsService,
  ],
})
export class SupervisionOrdersModule {}
