/**
 * Real parts for the specs under `test/` (Jest projects `medium` and `e2e`): one PostgreSQL and one Temporal dev server
 * a run, started by Jest's global set-up; each spec gets a database and a task queue of its own.
 *
 * ```ts
 * const database = await startPostgres();                     // migrated; { migrated: false } for an empty one
 * const temporal = await startTemporal();                     // address, namespace, taskQueue, client(options)
 * const env = await startTimeSkipping({ client: { … } });     // virtual time, one a spec file
 * const product = await startProduct();                       // the whole product over HTTP; kill its parts
 * ```
 *
 * Close each in `afterAll`: `database.close()`, `temporal.close()`, `env.teardown()`, `product.stop()`.
 */
export { startPostgres, type TestDatabase } from './postgres.js';
export { type ProductPart, type RunningProduct, startProduct } from './product.js';
export { startTemporal, startTimeSkipping, type TestTemporal } from './temporal.js';
