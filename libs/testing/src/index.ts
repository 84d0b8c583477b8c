/**
 * Real parts for the specs under `test/` (Jest projects `medium` and `e2e`): one PostgreSQL and one Temporal dev server
 * a run, started by Jest's global set-up; each spec gets a database and a task queue of its own.
 *
 * ```ts
 * const database = await startPostgres();                     // migrated; { migrated: false } for an empty one
 * const temporal = await startTemporal();                     // address, namespace, taskQueue, client(options)
 * const time = new MovedTime(temporal.client({ … }));          // moves executions on; from #runtime
 * const product = await RunningProduct.start();               // the whole product over HTTP; kill its parts
 * ```
 *
 * Close each in `afterAll`: `database.close()`, `temporal.close()`, `product.remove()`.
 */
export { findBrowser } from './browser.js';
export { aheadOfMachine, now, queueOfPresent, turnTo } from './clock.js';
export { startPostgres, type TestDatabase } from './postgres.js';
export { type DemoAccount, type ProductPart, RunningProduct } from './product.js';
export { workflowsOfRun } from './shared.js';
export { startTemporal, type TestTemporal } from './temporal.js';
export { until } from './until.js';
