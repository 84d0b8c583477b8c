import type { Config } from '#config';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AuthGuard, AuthModule } from './auth/index.js';
import { DatabaseModule } from './database/index.js';
import { HealthModule } from './health/index.js';
import { IdempotencyModule } from './idempotency/index.js';
import { AccountThrottlerGuard, limitsModule, TimeLimitInterceptor } from './limits/index.js';
import { loggingModule } from './logging/index.js';
import { ProblemFilter } from './problems/index.js';
import { type Clock, SettingsModule } from './settings/index.js';
import { TemporalModule } from './temporal/index.js';
import { BodyInterceptor, InputPipe } from './validation/index.js';

/** The edge: what every request passes, in the order given here. */
@Module({})
export class PlatformModule {
  static forRoot(config: Config, clock: Clock): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        SettingsModule.forRoot(config, clock),
        loggingModule,
        DatabaseModule,
        TemporalModule,
        AuthModule,
        IdempotencyModule,
        HealthModule,
        limitsModule,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_GUARD, useClass: AccountThrottlerGuard },
        { provide: APP_INTERCEPTOR, useClass: TimeLimitInterceptor },
        { provide: APP_INTERCEPTOR, useClass: BodyInterceptor },
        { provide: APP_PIPE, useClass: InputPipe },
      ],
    };
  }
}
