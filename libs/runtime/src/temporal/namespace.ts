import { Connection, isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { eventually } from '../waiting.js';

export interface NamespaceOptions {
  address: string;
  name: string;
  /** How long closed histories are kept. */
  retentionDays: number;
  tls?: boolean;
  apiKey?: string;
}

const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const DAY_MS = 86_400_000;

/**
 * Registers the namespace unless it is there, and waits until the server lets it be used (its caches learn of a new
 * namespace a little later).
 */
export async function ensureNamespace(options: NamespaceOptions): Promise<void> {
  const { address, name, tls, apiKey } = options;
  const connection = await Connection.connect({
    address,
    connectTimeout: '2s',
    ...(tls && { tls: true }),
    ...(apiKey && { apiKey }),
  });
  try {
    if (!(await exists(connection, name))) await register(connection, options);
    await eventually(
      () => connection.workflowService.listWorkflowExecutions({ namespace: name, pageSize: 1 }),
      { withinMs: 30_000, everyMs: 100 },
    );
  } finally {
    await connection.close();
  }
}

async function exists(connection: Connection, namespace: string): Promise<boolean> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return true;
  } catch (error) {
    if (isGrpcServiceError(error) && error.code === NOT_FOUND) return false;
    throw error;
  }
}

async function register(connection: Connection, { name, retentionDays }: NamespaceOptions): Promise<void> {
  try {
    await connection.workflowService.registerNamespace({
      namespace: name,
      workflowExecutionRetentionPeriod: msToTs(retentionDays * DAY_MS),
    });
  } catch (error) {
    if (!isGrpcServiceError(error) || error.code !== ALREADY_EXISTS) throw error;
  }
}
