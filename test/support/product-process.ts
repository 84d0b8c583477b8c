import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkoutDir, freePorts, plainEnvironment } from '#runtime';
import {
  aheadOfMachine,
  now,
  startPostgres,
  startTemporal,
  type TestDatabase,
  type TestTemporal,
  workflowsOfRun,
} from '#testing';
import { seedDemo } from '../../scripts/demo/seed.js';
import { ProductService } from '../../scripts/start/product-service.js';
import { movedBy } from '../../scripts/tour/moved-product.js';

/** Where a product process lives when it begins at the present of the specs. */
export const presentOfSpecs = () => ({
  ahead: aheadOfMachine(),
  workflowBundle: workflowsOfRun().workflowBundle.codePath,
});

/** API and worker in a process from `dist`, with the demo township, on the run's real servers. */
export class ProductProcess {
  private constructor(
    readonly url: string,
    private readonly service: ProductService,
    private readonly folder: string,
    private readonly database: TestDatabase,
    private readonly temporal: TestTemporal,
  ) {}

  /** At the present of the specs. */
  static async start(): Promise<ProductProcess> {
    const [database, temporal, [port]] = await Promise.all([startPostgres(), startTemporal(), freePorts(1)]);
    const folder = mkdtempSync(join(tmpdir(), 'qunying-process-'));
    const env = {
      ...plainEnvironment(),
      ...movedBy(presentOfSpecs()),
      NODE_ENV: 'production',
      DATA_DIR: folder,
      PORT: String(port),
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      TEMPORAL_TASK_QUEUE: temporal.taskQueue,
      ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
      SESSION_SECRET: randomBytes(32).toString('hex'),
    };
    await seedDemo({ env, now: now() });
    const program = join(checkoutDir, 'dist/scripts/tour/moved-process.js');
    const service = new ProductService(env, join(folder, 'product.log'), program);
    await service.start();
    return new ProductProcess(`http://127.0.0.1:${port}`, service, folder, database, temporal);
  }

  async close(): Promise<void> {
    await this.service.stop(false);
    await Promise.all([this.database.close(), this.temporal.close()]);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
