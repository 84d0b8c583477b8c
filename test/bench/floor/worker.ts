/** The floor's worker, a process of its own: the SDK as it comes. `--encrypt` adds the product's payload codec. */
import { fileURLToPath } from 'node:url';
import { loadWorkerConfig } from '#config';
import { KeyRing } from '#crypto';
import { createPool } from '#persistence';
import { dataConverter } from '#temporal';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { FLOOR_TABLE, floorActivities } from './activities.js';
import { FLOOR_QUEUE } from './queue.js';

const { temporal, database, security } = loadWorkerConfig();
const encrypt = process.argv.includes('--encrypt');

Runtime.install({
  shutdownSignals: [],
  telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' }, forward: {} } },
});
const pool = createPool(database.url, { size: database.poolSize, applicationName: 'floor' });
await pool.query(FLOOR_TABLE);
const connection = await NativeConnection.connect({ address: temporal.address });
const worker = await Worker.create({
  connection,
  namespace: temporal.namespace,
  taskQueue: FLOOR_QUEUE[encrypt ? 'encrypted' : 'plain'],
  workflowsPath: fileURLToPath(new URL('./workflow.js', import.meta.url)),
  activities: floorActivities(pool),
  maxCachedWorkflows: 1_000,
  ...(encrypt && { dataConverter: dataConverter(new KeyRing(security.encryptionKeys)) }),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => worker.shutdown());
const running = worker.run();
process.send?.({ ready: true });
await running;
await connection.close();
await pool.end();
process.exit(0);
