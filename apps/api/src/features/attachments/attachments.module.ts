import { KeyRing } from '#crypto';
import { AttachmentStore, type Pool } from '#persistence';
import { Module } from '@nestjs/common';
import { POOL } from '../../platform/database/index.js';
import { CasesModule } from '../cases/index.js';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsService } from './attachments.service.js';
import { FileStoreService } from './file-store.service.js';
import { UploadsService } from './uploads.service.js';

@Module({
  imports: [CasesModule],
  controllers: [AttachmentsController],
  providers: [
    {
      provide: AttachmentStore,
      inject: [POOL, KeyRing],
      useFactory: (pool: Pool, ring: KeyRing) => new AttachmentStore(pool, ring),
    },
    AttachmentsService,
    FileStoreService,
    UploadsService,
  ],
})
export class AttachmentsModule {}
