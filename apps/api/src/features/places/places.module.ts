import { Module } from '@nestjs/common';
import { PlacesController } from './places.controller.js';
import { PlaceWritesService } from './place-writes.service.js';
import { PlacesService } from './places.service.js';

@Module({
  controllers: [PlacesController],
  providers: [PlacesService, PlaceWritesService],
  exports: [PlacesService],
})
export class PlacesModule {}
