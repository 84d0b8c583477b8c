import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { BulkAssignment } from './bulk-assignment.js';
import { InboxController } from './inbox.controller.js';
import { Inbox } from './inbox.service.js';

@Module({ imports: [CasesModule], controllers: [InboxController], providers: [BulkAssignment, Inbox] })
export class InboxModule {}
