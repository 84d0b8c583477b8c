import { join } from 'node:path';
import { DatabaseConfig, DataConfig, TemporalConfig } from '#config';
import { KeyRing } from '#crypto';
import { ChangeAnnouncer, ContentStore, createPool, type Pool, Recorder } from '#persistence';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CalendarActivities } from '../calendar/calendar-activities.js';
import { ErasureLog, ERASURES_FILE } from '../erasures/erasure-log.js';
import { Erasures } from '../erasures/erasures.js';
import { MaintenanceActivities } from '../maintenance/maintenance-activities.js';
import { NOW, type Now } from '../now.js';
import { RecordActivities } from './record-activities.js';
import { FileFolder } from '../sweeping/file-folder.js';
import { Sweeper } from '../sweeping/sweeper.js';

/** The worker's connections, for the other areas too. */
export const POOL = Symbol('POOL');

/** All that writes what the workflows decided. */
@Module({
  providers: [
    {
      provide: POOL,
      inject: [DatabaseConfig],
      useFactory: ({ url, poolSize }: DatabaseConfig) =>
        createPool(url, { size: poolSize, applicationName: 'qunying-worker' }),
    },
    {
      provide: Recorder,
      inject: [POOL, KeyRing],
      useFactory: (pool: Pool, ring: KeyRing) => new Recorder(pool, ring),
    },
    {
      provide: ChangeAnnouncer,
      inject: [POOL],
      useFactory: (pool: Pool) => new ChangeAnnouncer(pool),
    },
    RecordActivities,
    {
      provide: Sweeper,
      inject: [POOL, DataConfig, NOW],
      useFactory: (pool: Pool, { dataDir }: DataConfig, now: Now) =>
        new Sweeper(pool, new FileFolder(join(dataDir, 'files')), now),
    },
    {
      provide: MaintenanceActivities,
      inject: [POOL, Sweeper, Erasures, TemporalConfig, NOW],
      useFactory: (pool: Pool, sweeper: Sweeper, erasures: Erasures, temporal: TemporalConfig, now: Now) =>
        new MaintenanceActivities(pool, sweeper, erasures, temporal, now),
    },
    {
      provide: Erasures,
      inject: [POOL, KeyRing, DataConfig, NOW],
      useFactory: (pool: Pool, ring: KeyRing, { dataDir }: DataConfig, now: Now) =>
        new Erasures(new ErasureLog(join(dataDir, ERASURES_FILE)), pool, new ContentStore(pool, ring, now)),
    },
    {
      provide: CalendarActivities,
      inject: [POOL, NOW],
      useFactory: (pool: Pool, now: Now) => new CalendarActivities(pool, now),
    },
  ],
  exports: [RecordActivities, CalendarActivities, MaintenanceActivities, POOL],
})
export class RecordingModule implements OnApplicationShutdown {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
