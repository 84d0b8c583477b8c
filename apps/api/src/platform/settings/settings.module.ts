import {
  type Config,
  DatabaseConfig,
  DataConfig,
  HttpConfig,
  LogConfig,
  SecurityConfig,
  SessionConfig,
  TemporalConfig,
} from '#config';
import { KeyRing } from '#crypto';
import { type DynamicModule, Global, Module } from '@nestjs/common';

import { Clock } from './clock.js';

/** The validated settings, each area by its class, and the key ring made of them. */
@Global()
@Module({})
export class SettingsModule {
  static forRoot(config: Config, clock: Clock): DynamicModule {
    const providers = [
      { provide: HttpConfig, useValue: config.http },
      { provide: DataConfig, useValue: config.data },
      { provide: DatabaseConfig, useValue: config.database },
      { provide: TemporalConfig, useValue: config.temporal },
      { provide: SecurityConfig, useValue: config.security },
      { provide: SessionConfig, useValue: config.session },
      { provide: LogConfig, useValue: config.log },
      { provide: Clock, useValue: clock },
      {
        provide: KeyRing,
        inject: [SecurityConfig],
        useFactory: ({ encryptionKeys }: SecurityConfig) => new KeyRing(encryptionKeys),
      },
    ];
    return { module: SettingsModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}
