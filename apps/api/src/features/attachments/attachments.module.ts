import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { AttachmentRowsService } from './attachment-rows.service.js';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsService } from './attachments.service.js';
import { FileStoreService } from './file-store.service.js';
import { UploadsService } from './uploads.service.js';

@Module({
  imports: [CasesModule],
  controllers: [AttachmentsController],
  providers: [AttachmentRowsService, AttachmentsService, FileStoreService, UploadsService],
})
export class AttachmentsModule {}
