import { PoolEntity, PoolMemberEntity } from '#persistence';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonsModule } from '../persons/index.js';
import { PlacesModule } from '../places/index.js';
import { PoolMembersService } from './pool-members.service.js';
import { PoolsController } from './pools.controller.js';
import { PoolsService } from './pools.service.js';

@Module({
  imports: [PlacesModule, PersonsModule, TypeOrmModule.forFeature([PoolEntity, PoolMemberEntity])],
  controllers: [PoolsController],
  providers: [PoolsService, PoolMembersService],
})
export class PoolsModule {}
