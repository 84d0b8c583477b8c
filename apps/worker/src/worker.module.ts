import {
  DatabaseConfig,
  DataConfig,
  HttpConfig,
  MailConfig,
  TemporalConfig,
  type WorkerConfig,
} from '#config';
import { KeyRing } from '#crypto';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { NOW, type Now } from './now.js';
import { NoticesModule } from './notices/notices.module.js';
import { RecordingModule } from './recording/recording.module.js';

/** The validated settings, each area by its class, and the key ring made of them. */
@Global()
@Module({})
class SettingsModule {
  static forRoot({ data, database, security, mail, http, temporal }: WorkerConfig, now: Now): DynamicModule {
    const providers = [
      { provide: DatabaseConfig, useValue: database },
      { provide: DataConfig, useValue: data },
      { provide: MailConfig, useValue: mail },
      { provide: TemporalConfig, useValue: temporal },
      { provide: HttpConfig, useValue: http },
      { provide: NOW, useValue: now },
      { provide: KeyRing, useFactory: () => new KeyRing(security.encryptionKeys) },
    ];
    return { module: SettingsModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}

/** The worker's half of the product: activities by area, each a module of its own. */
@Module({})
export class WorkerModule {
  static forRoot(config: WorkerConfig, now: Now): DynamicModule {
    return {
      module: WorkerModule,
      imports: [SettingsModule.forRoot(config, now), RecordingModule, NoticesModule],
    };
  }
}
