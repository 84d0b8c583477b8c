import { Module } from '@nestjs/common';
import { MeModule } from '../me/index.js';
import { LockOut } from './lock-out.js';
import { Passwords } from './passwords.js';
import { SessionsController } from './sessions.controller.js';
import { Sessions } from './sessions.service.js';

@Module({
  imports: [MeModule],
  controllers: [SessionsController],
  providers: [Sessions, LockOut, Passwords],
})
export class SessionsModule {}
