import { DatabaseConfig, loadArea, LogConfig, SecurityConfig, TemporalConfig } from '#config';
import { Global, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { RecordingModule } from './recording/recording.module.js';

const AREAS = [DatabaseConfig, LogConfig, SecurityConfig, TemporalConfig];

@Global()
@Module({
  providers: AREAS.map((area) => ({ provide: area, useFactory: () => loadArea<object>(area) })),
  exports: AREAS,
})
class SettingsModule {}

/** The worker's half of the product: activities by area, each a module of its own. */
@Module({
  imports: [
    SettingsModule,
    LoggerModule.forRootAsync({
      inject: [LogConfig],
      useFactory: ({ level }: LogConfig) => ({ pinoHttp: { level } }),
    }),
    RecordingModule,
  ],
})
export class WorkerModule {}
