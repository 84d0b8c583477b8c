import { KeyRing } from '#crypto';
import { CaseNumbers, CaseReader, CaseReports, ContentStore, type Pool } from '#persistence';
import { Module } from '@nestjs/common';
import { POOL } from '../../platform/database/index.js';
import { Clock } from '../../platform/settings/index.js';

const STORES = [
  { provide: CaseReader, inject: [POOL], useFactory: (pool: Pool) => new CaseReader(pool) },
  { provide: CaseReports, inject: [POOL], useFactory: (pool: Pool) => new CaseReports(pool) },
  { provide: CaseNumbers, inject: [POOL], useFactory: (pool: Pool) => new CaseNumbers(pool) },
  {
    provide: ContentStore,
    inject: [POOL, KeyRing, Clock],
    useFactory: (pool: Pool, ring: KeyRing, clock: Clock) => new ContentStore(pool, ring, () => clock.now()),
  },
];

/** What is recorded of cases, as the features on them read it. */
@Module({ providers: STORES, exports: STORES.map(({ provide }) => provide) })
export class StoresModule {}
