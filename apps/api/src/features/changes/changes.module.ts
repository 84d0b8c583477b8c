import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { ChangesController } from './changes.controller.js';
import { ChangesService } from './changes.service.js';

@Module({ imports: [CasesModule], controllers: [ChangesController], providers: [ChangesService] })
export class ChangesModule {}
