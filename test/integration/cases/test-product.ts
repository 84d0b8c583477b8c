import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Config, loadConfig } from '#config';
import { caseWorkflowId } from '#contracts';
import { KeyRing } from '#crypto';
import type { Role } from '#domain';
import {
  ChangeAnnouncer,
  createDataSource,
  createPool,
  PersonDirectory,
  type Pool,
  Recorder,
} from '#persistence';
import { freePorts } from '#runtime';
import { dataConverter } from '#temporal';
import {
  now,
  startPostgres,
  startTemporal,
  type TestDatabase,
  type TestTemporal,
  workflowsOfRun,
} from '#testing';
import type { Client } from '@temporalio/client';
import { NativeConnection, type Worker } from '@temporalio/worker';
import type { DataSource } from 'typeorm';
import { type RunningApi, startApi } from '../../../apps/api/src/bootstrap.js';
import { CalendarActivities } from '../../../apps/worker/src/calendar/calendar-activities.js';
import { createWorker } from '../../../apps/worker/src/create-worker.js';
import { RecordActivities } from '../../../apps/worker/src/recording/record-activities.js';
import { seedCatalogue } from '../../../scripts/seed/catalogue.js';
import { quietWorkers } from '../../support/quiet-runtime.js';
import { type Answer, call, type Call, signIn } from '../api/http.js';
import { type Member, Organisation } from '../api/organisation.js';

/** What must not change when a request is refused. */
export interface Traces {
  version: number;
  events: number;
  historyLength: number;
}

/** API and worker on real servers, with a county, a township, two villages and staff in each role. */
export class TestProduct {
  readonly config!: Config;
  readonly database!: TestDatabase;
  readonly temporal!: TestTemporal;
  readonly api!: RunningApi;
  readonly ring!: KeyRing;
  readonly pool!: Pool;
  readonly client!: Client;
  readonly organisation!: Organisation;
  readonly people!: PersonDirectory;
  readonly places!: { county: string; township: string; village: string; other: string };
  readonly dataSource!: DataSource;
  readonly connection!: NativeConnection;
  private worker: Worker | undefined;
  private running: Promise<void> | undefined;
  private readonly tokens = new Map<string, string>();

  /** @param options.ownNamespace where a calendar is published: its workflow has the name that its version gives */
  static async start({ logLevel = 'silent', ownNamespace = false } = {}): Promise<TestProduct> {
    quietWorkers();
    const [database, temporal, [port]] = await Promise.all([
      startPostgres(),
      startTemporal({ ownNamespace }),
      freePorts(1),
    ]);
    const config = loadConfig({
      PORT: String(port),
      DATA_DIR: await mkdtemp(join(tmpdir(), 'qunying-cases-')),
      DATABASE_URL: database.url,
      DATABASE_POOL_SIZE: '20',
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      TEMPORAL_TASK_QUEUE: temporal.taskQueue,
      ENCRYPTION_KEYS: `test:${randomBytes(32).toString('base64')}`,
      SESSION_SECRET: randomBytes(32).toString('hex'),
      LOG_LEVEL: logLevel,
    });
    const ring = new KeyRing(config.security.encryptionKeys);
    const dataSource = await createDataSource(config.database.url, { poolSize: 1 }).initialize();
    await seedCatalogue(dataSource, now());
    const product = new TestProduct();
    Object.assign(product, {
      config,
      database,
      temporal,
      ring,
      dataSource,
      pool: createPool(config.database.url),
      client: temporal.client({ dataConverter: dataConverter(ring) }),
      connection: await NativeConnection.connect({ address: temporal.address }),
      organisation: await Organisation.on(config),
      people: new PersonDirectory(dataSource, ring),
    });
    await product.furnish();
    await product.startWorker();
    Object.assign(product, { api: await startApi(config, { now }) });
    return product;
  }

  async startWorker(): Promise<void> {
    const { connection, ring, pool, config } = this;
    this.worker = await createWorker({
      connection,
      temporal: config.temporal,
      ring,
      activities: new RecordActivities(new Recorder(pool, ring), new ChangeAnnouncer(pool)),
      calendar: new CalendarActivities(pool, now),
      workflows: workflowsOfRun(),
    });
    this.running = this.worker.run();
  }

  async stopWorker(): Promise<void> {
    if (this.worker?.getState() === 'RUNNING') this.worker.shutdown();
    await this.running;
    this.worker = undefined;
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.stopWorker();
    await this.connection.close();
    await this.organisation.close();
    await this.dataSource.destroy();
    await this.pool.end();
    await Promise.all([this.database.close(), this.temporal.close()]);
    await rm(this.config.data.dataDir, { recursive: true, force: true });
  }

  /** Signs in somebody with the role at the village (or elsewhere), once. */
  async as(role: Role, placeId = this.places.village): Promise<string> {
    const key = `${role}@${placeId}`;
    const token = this.tokens.get(key) ?? (await this.token(await this.organisation.account(role, placeId)));
    this.tokens.set(key, token);
    return token;
  }

  token(member: Member): Promise<string> {
    return signIn(this.api.url, member.username);
  }

  call(path: string, options: Call = {}): Promise<Answer> {
    return call(this.api.url, `/api/v1${path}`, options);
  }

  /** As {@link call}; anything but success is an error of the spec. */
  async must(path: string, options: Call = {}): Promise<Answer> {
    const answer = await this.call(path, options);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }

  person(name = '张三', villageId = this.places.village): Promise<string> {
    return this.people.create({ villageId, name }, now());
  }

  async persons(count: number, mark = ''): Promise<string[]> {
    return Promise.all(Array.from({ length: count }, (_, n) => this.person(`群众${n + 1}${mark}`)));
  }

  async open(fields: object = {}, key: string = randomUUID()): Promise<Answer> {
    const matter = '屋檐水滴到墙根，两家吵了两次。';
    const late = 'occurredAt' in fields && { lateReason: '纸质台账转录。' };
    const body = { matter, villageId: this.places.village, ...late, ...fields };
    return this.must('/cases', { token: await this.as('gridWorker'), body, key });
  }

  async act(
    caseId: string,
    step: string,
    action: string,
    payload: object,
    options: Call & { fact?: object } = {},
  ) {
    const { fact, ...more } = options;
    return this.call(`/cases/${caseId}/steps/${step}/actions`, {
      token: await this.as('clerk'),
      body: { action, payload, ...fact },
      ...more,
    });
  }

  async view(caseId: string, token?: string): Promise<Answer> {
    return this.must(`/cases/${caseId}`, { token: token ?? (await this.as('clerk')) });
  }

  async traces(caseId: string): Promise<Traces> {
    const [row] = await this.database.query<{ version: number; events: number }>(
      `SELECT version, (SELECT count(*)::int FROM event WHERE case_id = $1) AS events FROM case_row WHERE id = $1`,
      [caseId],
    );
    const { historyLength } = await this.client.workflow.getHandle(caseWorkflowId(caseId)).describe();
    return { ...row!, historyLength };
  }

  private async furnish(): Promise<void> {
    const { organisation } = this;
    const county = await organisation.place('county', '示例县');
    const township = await organisation.place('township', '清溪镇', county);
    const [village, other] = [
      await organisation.place('village', '柳塘村', township),
      await organisation.place('village', '石桥村', township),
    ];
    Object.assign(this, { places: { county, township, village, other } });
  }
}
