import { DatabaseConfig } from '#config';
import { createPool, dataSourceOptions, type Pool } from '#persistence';
import { Global, Inject, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { describeError } from '../logging/index.js';
import { directories } from './directories.js';

/** `@Inject(POOL) pool: Pool`: for plain SQL, content and the readers. */
export const POOL = Symbol('POOL');

/** Of the settings' connections, those for the administrative tables, which are rarely asked. */
const ADMINISTRATIVE = 5;

/** One pool for plain SQL, and TypeORM's data source (`@Inject() DataSource`) for the administrative tables. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [DatabaseConfig],
      useFactory: ({ url }: DatabaseConfig) => ({
        ...dataSourceOptions(url, { poolSize: ADMINISTRATIVE }),
        retryAttempts: 1,
      }),
    }),
  ],
  providers: [
    ...directories,
    {
      provide: POOL,
      inject: [DatabaseConfig],
      useFactory: ({ url, poolSize }: DatabaseConfig) =>
        createPool(url, {
          size: Math.max(1, poolSize - ADMINISTRATIVE),
          applicationName: 'qunying-api',
          onIdleError: (error) => new Logger('Database').warn(describeError(error)),
        }),
    },
  ],
  exports: [POOL, ...directories.map(({ provide }) => provide)],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
