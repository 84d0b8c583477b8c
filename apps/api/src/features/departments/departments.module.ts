import { Module } from '@nestjs/common';
import { PlacesModule } from '../places/index.js';
import { DepartmentsController } from './departments.controller.js';
import { Departments } from './departments.service.js';

@Module({ imports: [PlacesModule], controllers: [DepartmentsController], providers: [Departments] })
export class DepartmentsModule {}
