import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/index.js';
import { Figures } from './figures.service.js';
import { SupervisionController } from './supervision.controller.js';
import { Supervision } from './supervision.service.js';

@Module({ imports: [CasesModule], controllers: [SupervisionController], providers: [Figures, Supervision] })
export class SupervisionModule {}
