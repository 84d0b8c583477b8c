import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { AttachmentRows } from './attachment-rows.js';
import { AttachmentsController } from './attachments.controller.js';
import { Attachments } from './attachments.service.js';
import { FileStore } from './file-store.js';
import { Uploads } from './uploads.js';

@Module({
  imports: [CasesModule],
  controllers: [AttachmentsController],
  providers: [AttachmentRows, Attachments, FileStore, Uploads],
})
export class AttachmentsModule {}
