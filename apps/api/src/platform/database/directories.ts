import { KeyRing } from '#crypto';
import { AccountDirectory, Catalogue, PersonDirectory, PlaceDirectory, PoolDirectory } from '#persistence';
import type { Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The directories of #persistence, each by its class. Within a transaction make a new one on its manager. */
export const directories = [
  {
    provide: AccountDirectory,
    inject: [DataSource, KeyRing],
    useFactory: (dataSource: DataSource, ring: KeyRing) => new AccountDirectory(dataSource, ring),
  },
  {
    provide: PersonDirectory,
    inject: [DataSource, KeyRing],
    useFactory: (dataSource: DataSource, ring: KeyRing) => new PersonDirectory(dataSource, ring),
  },
  {
    provide: PlaceDirectory,
    inject: [DataSource],
    useFactory: (dataSource: DataSource) => new PlaceDirectory(dataSource),
  },
  {
    provide: PoolDirectory,
    inject: [DataSource],
    useFactory: (dataSource: DataSource) => new PoolDirectory(dataSource),
  },
  {
    provide: Catalogue,
    inject: [DataSource],
    useFactory: (dataSource: DataSource) => new Catalogue(dataSource),
  },
] satisfies Provider[];
