import { KeyRing } from '#crypto';
import { type Pool, SignInFailures } from '#persistence';
import { Module } from '@nestjs/common';
import { POOL } from '../../platform/database/index.js';
import { MeModule } from '../me/index.js';
import { PasswordsService } from './passwords.service.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';

@Module({
  imports: [MeModule],
  controllers: [SessionsController],
  providers: [
    SessionsService,
    PasswordsService,
    {
      provide: SignInFailures,
      inject: [POOL, KeyRing],
      useFactory: (pool: Pool, ring: KeyRing) => new SignInFailures(pool, ring),
    },
  ],
})
export class SessionsModule {}
