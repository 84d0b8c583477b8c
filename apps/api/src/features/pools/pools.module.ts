import { Module } from '@nestjs/common';
import { PersonsModule } from '../persons/index.js';
import { PlacesModule } from '../places/index.js';
import { PoolMembers } from './pool-members.service.js';
import { PoolsController } from './pools.controller.js';
import { Pools } from './pools.service.js';

@Module({
  imports: [PlacesModule, PersonsModule],
  controllers: [PoolsController],
  providers: [Pools, PoolMembers],
})
export class PoolsModule {}
