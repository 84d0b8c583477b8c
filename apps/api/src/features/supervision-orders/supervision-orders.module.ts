import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { IssueSupervisionOrderController } from './issue-order.controller.js';
import { IssueSupervisionOrder } from './issue-order.service.js';
import { SupervisionOrderAddressees } from './order-addressees.js';
import { SupervisionOrderActions } from './order-actions.service.js';
import { SupervisionOrderGateway } from './order-gateway.js';
import { SupervisionOrderViews } from './order-views.service.js';
import { SupervisionOrdersController } from './orders.controller.js';

@Module({
  imports: [CasesModule],
  controllers: [IssueSupervisionOrderController, SupervisionOrdersController],
  providers: [
    IssueSupervisionOrder,
    SupervisionOrderActions,
    SupervisionOrderAddressees,
    SupervisionOrderGateway,
    SupervisionOrderViews,
  ],
})
export class SupervisionOrdersModule {}
