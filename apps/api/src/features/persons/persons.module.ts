import { Module } from '@nestjs/common';
import { PlacesModule } from '../places/index.js';
import { PersonsController } from './persons.controller.js';
import { Persons } from './persons.service.js';

@Module({
  imports: [PlacesModule],
  controllers: [PersonsController],
  providers: [Persons],
  exports: [Persons],
})
export class PersonsModule {}
