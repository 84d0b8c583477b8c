import { PoolEntity, PoolMemberEntity } from '#persistence';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonsModule } from '../persons/index.js';
import { PlacesModule } from '../places/index.js';
import { PoolMembers } from './pool-members.service.js';
import { PoolsController } from './pools.controller.js';
import { Pools } from './pools.service.js';

@Module({
  imports: [PlacesModule, PersonsModule, TypeOrmModule.forFeature([PoolEntity, PoolMemberEntity])],
  controllers: [PoolsController],
  providers: [Pools, PoolMembers],
})
export class PoolsModule {}
