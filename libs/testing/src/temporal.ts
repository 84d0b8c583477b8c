import { randomUUID } from 'node:crypto';
import { ensureNamespace } from '#runtime';
import { Client, type ClientOptions, Connection } from '@temporalio/client';
import { queueOfPresent } from './clock.js';
import { sharedServers } from './shared.js';

export interface TestTemporal {
  /** `host:port` of the run's real Temporal dev server. */
  readonly address: string;
  readonly namespace: string;
  /** Nobody else's, so that specs don't meet. */
  readonly taskQueue: string;
  readonly connection: Connection;
  /** A client on this connection and namespace, with the options (data converter, interceptors) that the spec wants. */
  client(options?: ClientOptions): Client;
  close(): Promise<void>;
}

/**
 * A place on the run's real Temporal dev server: the shared namespace with a task queue of one's own.
 *
 * @param options.ownNamespace for specs that list or count; takes a second or two to become usable
 */
export async function startTemporal({ ownNamespace = false } = {}): Promise<TestTemporal> {
  const { temporalAddress: address, namespace: shared } = sharedServers();
  const namespace = ownNamespace ? `test-${randomUUID()}` : shared;
  if (ownNamespace) await ensureNamespace({ address, name: namespace, retentionDays: 1 });
  const connection = await Connection.connect({ address });
  return {
    address,
    namespace,
    taskQueue: queueOfPresent(`test-${randomUUID()}`),
    connection,
    client: (options) => new Client({ ...options, connection, namespace }),
    close: () => connection.close(),
  };
}
