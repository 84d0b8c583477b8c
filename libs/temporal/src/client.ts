import type { TemporalConfig } from '#config';
import type { KeyRing } from '#crypto';
import { Client, Connection, type WorkflowClientInterceptor } from '@temporalio/client';
import { dataConverter } from './data-converter.js';

/** Connects lazily: the server may come up later, and calls until then fail on their own. */
export function createClient(
  config: TemporalConfig,
  ring: KeyRing,
  interceptor?: WorkflowClientInterceptor,
): Client {
  const { address, namespace, tls, apiKey } = config;
  const connection = Connection.lazy({ address, tls, ...(apiKey && { apiKey }) });
  return new Client({
    connection,
    namespace,
    dataConverter: dataConverter(ring),
    ...(interceptor && { interceptors: { workflow: [interceptor] } }),
  });
}
