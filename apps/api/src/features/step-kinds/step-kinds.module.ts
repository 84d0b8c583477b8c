import { Module } from '@nestjs/common';
import { StepKindsController } from './step-kinds.controller.js';

@Module({ controllers: [StepKindsController] })
export class StepKindsModule {}
