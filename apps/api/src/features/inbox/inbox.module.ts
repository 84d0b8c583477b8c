import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { BulkAssignmentService } from './bulk-assignment.service.js';
import { InboxController } from './inbox.controller.js';
import { InboxService } from './inbox.service.js';

@Module({
  imports: [CasesModule],
  controllers: [InboxController],
  providers: [BulkAssignmentService, InboxService],
})
export class InboxModule {}
