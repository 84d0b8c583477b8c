import { Module } from '@nestjs/common';
import { NoticesController } from './notices.controller.js';
import { Notices } from './notices.service.js';

@Module({ controllers: [NoticesController], providers: [Notices] })
export class NoticesModule {}
