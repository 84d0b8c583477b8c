import { Module } from '@nestjs/common';
import { PlacesModule } from '../places/index.js';
import { SessionsModule } from '../sessions/index.js';
import { AdministrationController } from './administration.controller.js';
import { AdministrationService } from './administration.service.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';

@Module({
  imports: [PlacesModule, SessionsModule],
  controllers: [AccountsController, AdministrationController],
  providers: [AccountsService, AdministrationService],
})
export class AccountsModule {}
