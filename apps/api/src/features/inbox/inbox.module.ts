import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { InboxController } from './inbox.controller.js';
import { Inbox } from './inbox.service.js';

@Module({ imports: [CasesModule], controllers: [InboxController], providers: [Inbox] })
export class InboxModule {}
