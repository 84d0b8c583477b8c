import { Module } from '@nestjs/common';
import { PlacesModule } from '../places/index.js';
import { AccountsController } from './accounts.controller.js';
import { Accounts } from './accounts.service.js';

@Module({ imports: [PlacesModule], controllers: [AccountsController], providers: [Accounts] })
export class AccountsModule {}
