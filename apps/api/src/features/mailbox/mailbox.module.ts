import { Module } from '@nestjs/common';
import { MailboxController } from './mailbox.controller.js';
import { Mailbox } from './mailbox.service.js';

@Module({ controllers: [MailboxController], providers: [Mailbox] })
export class MailboxModule {}
