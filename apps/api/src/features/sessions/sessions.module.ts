import { KeyRing } from '#crypto';
import { type Pool, Sessions, SignInFailures } from '#persistence';
import { Module } from '@nestjs/common';
import { POOL } from '../../platform/database/index.js';
import { MeModule } from '../me/index.js';
import { PasswordController } from './password.controller.js';
import { PasswordsService } from './passwords.service.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';

@Module({
  imports: [MeModule],
  controllers: [SessionsController, PasswordController],
  providers: [
    SessionsService,
    PasswordsService,
    { provide: Sessions, inject: [POOL], useFactory: (pool: Pool) => new Sessions(pool) },
    {
      provide: SignInFailures,
      inject: [POOL, KeyRing],
      useFactory: (pool: Pool, ring: KeyRing) => new SignInFailures(pool, ring),
    },
  ],
  exports: [PasswordsService, Sessions],
})
export class SessionsModule {}
