import type { Config } from '#config';
import { type DynamicModule, Module } from '@nestjs/common';
import { FEATURES } from './features/index.js';
import { PlatformModule } from './platform/platform.module.js';

@Module({})
export class AppModule {
  static forRoot(config: Config): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.forRoot(config), ...FEATURES] };
  }
}
