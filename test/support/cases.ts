import { randomUUID } from 'node:crypto';
import {
  CASE_WORKFLOW,
  caseWorkflowId,
  commandUpdate,
  updateIdOf,
  type CaseSnapshot,
  type CaseWorkflowInput,
  type CommandAnswer,
} from '#contracts';
import type { KeyRing } from '#crypto';
import { evolve, RULES_VERSION, type CaseState, type Command } from '#domain';
import { ChangeAnnouncer, CaseReader, createPool, type Pool, Recorder } from '#persistence';
import { dataConverter } from '#temporal';
import { startPostgres, startTemporal, type TestDatabase, type TestTemporal, workflowsOfRun } from '#testing';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { NativeConnection, type Worker, type WorkerOptions } from '@temporalio/worker';
import { CalendarActivities } from '../../apps/worker/src/calendar/calendar-activities.js';
import { createWorker, type WorkerParts } from '../../apps/worker/src/create-worker.js';
import { RecordActivities } from '../../apps/worker/src/recording/record-activities.js';
import { aKeyRing } from './key-ring.js';
import { comment, opening } from './commands.js';
import { shippedGame, type Game } from './play.js';
import { quietRuntime } from './quiet-runtime.js';

export interface WorkerChoice {
  /** In place of, or around, the activities that write to PostgreSQL. */
  activities?: (real: RecordActivities) => WorkerParts['activities'];
  options?: Partial<WorkerOptions>;
}

export interface StartOptions {
  snapshot?: CaseSnapshot;
  continueAfter?: number;
  rules?: number;
}

interface Parts {
  game: Game;
  ring: KeyRing;
  database: TestDatabase;
  temporal: TestTemporal;
  connection: NativeConnection;
}

/** Cases on real parts: Temporal's dev server, PostgreSQL, the worker as the product makes it. */
export class Cases {
  readonly game: Game;
  readonly ring: KeyRing;
  readonly database: TestDatabase;
  readonly temporal: TestTemporal;
  readonly pool: Pool;
  readonly reader: CaseReader;
  readonly client: Client;
  private readonly connection: NativeConnection;
  private running: { worker: Worker; ended: Promise<void> } | undefined;

  private constructor({ game, ring, database, temporal, connection }: Parts) {
    this.game = game;
    this.ring = ring;
    this.database = database;
    this.temporal = temporal;
    this.connection = connection;
    this.pool = createPool(database.url);
    this.reader = new CaseReader(this.pool);
    this.client = temporal.client({ dataConverter: dataConverter(ring) });
  }

  /** Without a worker yet. */
  static async prepare(ring = aKeyRing(), place = startTemporal()): Promise<Cases> {
    quietRuntime();
    const [game, database, temporal] = await Promise.all([shippedGame(), startPostgres(), place]);
    const connection = await NativeConnection.connect({ address: temporal.address });
    return new Cases({ game, ring, database, temporal, connection });
  }

  static async start(worker: WorkerChoice = {}): Promise<Cases> {
    const cases = await Cases.prepare();
    await cases.startWorker(worker);
    return cases;
  }

  async startWorker({ activities = (real) => real, options }: WorkerChoice = {}): Promise<void> {
    const { connection, temporal, ring, pool } = this;
    const worker = await createWorker({
      connection,
      temporal,
      ring,
      activities: activities(new RecordActivities(new Recorder(pool, ring), new ChangeAnnouncer(pool))),
      calendar: new CalendarActivities(pool),
      workflows: workflowsOfRun(),
      ...(options && { options }),
    });
    this.running = { worker, ended: worker.run() };
  }

  async stopWorker(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    if (running?.worker.getState() === 'RUNNING') running.worker.shutdown();
    await running?.ended;
  }

  async close(): Promise<void> {
    await this.stopWorker();
    await this.connection.close();
    await this.pool.end();
    await Promise.all([this.database.close(), this.temporal.close()]);
  }

  handle(caseId: string) {
    return this.client.workflow.getHandle(caseWorkflowId(caseId));
  }

  /** Sends a command as the API does, and waits until it is recorded. */
  send(caseId: string, command: Command): Promise<CommandAnswer> {
    return this.handle(caseId).executeUpdate(commandUpdate, {
      args: [{ ...command, caseId }],
      updateId: command.id,
    });
  }

  /** Sends a command that may start the run: opening, or with a snapshot reopening. */
  sendWithStart(caseId: string, command: Command, options: StartOptions = {}): Promise<CommandAnswer> {
    const input: CaseWorkflowInput = { caseId, rules: RULES_VERSION, ...options };
    return this.client.workflow.executeUpdateWithStart(commandUpdate, {
      args: [{ ...command, caseId }],
      updateId: updateIdOf(command.id, options.snapshot),
      startWorkflowOperation: new WithStartWorkflowOperation(CASE_WORKFLOW, {
        workflowId: caseWorkflowId(caseId),
        taskQueue: this.temporal.taskQueue,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: options.snapshot ? 'ALLOW_DUPLICATE' : 'ALLOW_DUPLICATE_FAILED_ONLY',
      }),
    });
  }

  /** Opens a case of its own and gives its id. */
  async open(options: StartOptions = {}): Promise<string> {
    const caseId = randomUUID();
    await this.sendWithStart(caseId, opening(this.game, caseId), options);
    return caseId;
  }

  comment(caseId: string): Promise<CommandAnswer> {
    return this.send(caseId, comment());
  }

  /** The version that PostgreSQL knows; 0 for none. */
  async recordedVersion(caseId: string): Promise<number> {
    return (await this.reader.findCase(caseId))?.version ?? 0;
  }

  /** Folded from what is recorded, as for reopening. */
  async recordedState(caseId: string): Promise<CaseState> {
    const events = await this.reader.events(caseId);
    const state = events.reduce<CaseState | undefined>((before, event) => evolve(before, event), undefined);
    if (!state) throw new Error(`nothing of case ${caseId} is recorded`);
    return state;
  }

  /** What a closed case is reopened from, as the API reads it. */
  async snapshotOf(caseId: string, handled: CommandAnswer[] = []): Promise<CaseSnapshot> {
    const state = await this.recordedState(caseId);
    const head = await this.reader.auditHash(caseId, state.seq);
    return { state, handled, ...(head && { head }) };
  }

  /** Whether events stand without gap or repeat, each command once, and the read model at their head. */
  async soundness(caseId: string) {
    const seqs = (await this.reader.events(caseId)).map(({ seq }) => seq);
    const commands = await this.pool.query<{ command_id: string }>(
      'SELECT command_id FROM command WHERE case_id = $1',
      [caseId],
    );
    return {
      gapless: seqs.every((seq, index) => seq === index + 1),
      events: seqs.length,
      version: await this.recordedVersion(caseId),
      commands: commands.rows.length,
    };
  }
}
