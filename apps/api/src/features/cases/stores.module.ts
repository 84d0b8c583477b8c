import { KeyRing } from '#crypto';
import {
  AccountDirectory,
  CaseNumbers,
  CaseReader,
  Catalogue,
  ContentStore,
  PersonDirectory,
  PlaceDirectory,
  type Pool,
} from '#persistence';
import { Module, type Type } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { POOL } from '../../platform/database/index.js';
import { Clock } from '../../platform/settings/index.js';

const onPool = <T>(store: Type<T>) => ({
  provide: store,
  inject: [POOL],
  useFactory: (pool: Pool): T => new store(pool),
});

const onDataSource = <T>(store: Type<T>) => ({
  provide: store,
  inject: [getDataSourceToken(), KeyRing],
  useFactory: (dataSource: DataSource, ring: KeyRing): T => new store(dataSource, ring),
});

const STORES = [
  onPool(CaseReader),
  onPool(CaseNumbers),
  onDataSource(Catalogue),
  onDataSource(PlaceDirectory),
  onDataSource(PersonDirectory),
  onDataSource(AccountDirectory),
  {
    provide: ContentStore,
    inject: [POOL, KeyRing, Clock],
    useFactory: (pool: Pool, ring: KeyRing, clock: Clock) => new ContentStore(pool, ring, () => clock.now()),
  },
];

/** What is recorded, as the features on cases read it. */
@Module({ providers: STORES, exports: STORES.map(({ provide }) => provide) })
export class StoresModule {}
