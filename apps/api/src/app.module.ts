import type { Config } from '#config';
import { type DynamicModule, Module } from '@nestjs/common';
import { FEATURES } from './features/index.js';
import { PlatformModule } from './platform/platform.module.js';
import type { Clock } from './platform/settings/index.js';

@Module({})
export class AppModule {
  static forRoot(config: Config, clock: Clock = { now: Date.now }): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.forRoot(config, clock), ...FEATURES] };
  }
}
