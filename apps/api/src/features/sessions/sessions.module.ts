import { KeyRing } from '#crypto';
import { type Pool, SignInFailures } from '#persistence';
import { Module } from '@nestjs/common';
import { POOL } from '../../platform/database/index.js';
import { MeModule } from '../me/index.js';
import { Passwords } from './passwords.js';
import { SessionsController } from './sessions.controller.js';
import { Sessions } from './sessions.service.js';

@Module({
  imports: [MeModule],
  controllers: [SessionsController],
  providers: [
    Sessions,
    Passwords,
    {
      provide: SignInFailures,
      inject: [POOL, KeyRing],
      useFactory: (pool: Pool, ring: KeyRing) => new SignInFailures(pool, ring),
    },
  ],
})
export class SessionsModule {}
