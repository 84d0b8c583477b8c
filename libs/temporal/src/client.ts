import type { TemporalConfig } from '#config';
import type { KeyRing } from '#crypto';
import { Client, Connection } from '@temporalio/client';
import { dataConverter } from './data-converter.js';

/** Connects lazily: the server may come up later, and calls until then fail on their own. */
export function createClient(config: TemporalConfig, ring: KeyRing): Client {
  const { address, namespace, tls, apiKey } = config;
  const connection = Connection.lazy({ address, tls, ...(apiKey && { apiKey }) });
  return new Client({ connection, namespace, dataConverter: dataConverter(ring) });
}
