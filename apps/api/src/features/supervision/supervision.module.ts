import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { FiguresService } from './figures.service.js';
import { SupervisionController } from './supervision.controller.js';
import { SupervisionService } from './supervision.service.js';

@Module({
  imports: [CasesModule],
  controllers: [SupervisionController],
  providers: [FiguresService, SupervisionService],
})
export class SupervisionModule {}
