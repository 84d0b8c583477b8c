import { Module } from '@nestjs/common';
import { PlacesModule } from '../places/index.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';

@Module({ imports: [PlacesModule], controllers: [AccountsController], providers: [AccountsService] })
export class AccountsModule {}
