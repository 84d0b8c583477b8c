import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { loadWorkerConfig } from '#config';
import { KeyRing } from '#crypto';
import { dataConverter } from '#temporal';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { messageWith, type Program, startProgram } from '../program.js';
import type { Servers } from '../servers.js';
import type { floorWorkflow } from './workflow.js';
import { FLOOR_QUEUE } from './queue.js';

const MONTH_MS = 30 * 86_400_000;

/** Floor T: Temporal's TypeScript SDK and nothing else, driven from this process. */
export class Floor {
  private constructor(
    readonly program: Program,
    private readonly client: Client,
    private readonly taskQueue: string,
  ) {}

  static async start(servers: Servers, { encrypt = false } = {}): Promise<Floor> {
    const env = servers.environment;
    const program = await startProgram(fileURLToPath(new URL('./worker.js', import.meta.url)), {
      env,
      logFile: servers.logFile(encrypt ? 'floor-encrypted' : 'floor'),
      args: encrypt ? ['--encrypt'] : [],
      ready: (child) => messageWith(child, 'ready'),
    });
    const ring = new KeyRing(loadWorkerConfig(env).security.encryptionKeys);
    const connection = await Connection.connect({ address: servers.temporalAddress });
    const client = new Client({
      connection,
      namespace: servers.namespace,
      ...(encrypt && { dataConverter: dataConverter(ring) }),
    });
    return new Floor(program, client, FLOOR_QUEUE[encrypt ? 'encrypted' : 'plain']);
  }

  /** Starts a workflow with its first update and its timer, as a case is opened. */
  async open(argument: unknown = {}, wakeAfterMs = MONTH_MS): Promise<string> {
    const id = randomUUID();
    await this.client.workflow.executeUpdateWithStart<typeof floorWorkflow, number, [unknown]>('act', {
      args: [argument],
      updateId: randomUUID(),
      startWorkflowOperation: new WithStartWorkflowOperation<typeof floorWorkflow>('floorWorkflow', {
        workflowId: workflowId(id),
        taskQueue: this.taskQueue,
        args: [{ id, wakeAfterMs }],
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    });
    return id;
  }

  async act(id: string, argument: unknown = {}): Promise<void> {
    const handle = this.client.workflow.getHandle(workflowId(id));
    await handle.executeUpdate<number, [unknown]>('act', { args: [argument], updateId: randomUUID() });
  }

  async stop(): Promise<void> {
    await this.program.stop();
    await this.client.connection.close();
  }
}

const workflowId = (id: string): string => `floor/${id}`;
