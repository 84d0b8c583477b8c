import './resolve-ts.mjs';
import { remember } from './running.mjs';

/** Starts the servers that the specs of one run share; `global-teardown.mjs` stops them. */
export default async function globalSetup() {
  const { SERVERS_VARIABLE, startSharedServers } = await import('../src/servers.js');
  const { servers, stop } = await startSharedServers();
  process.env[SERVERS_VARIABLE] = JSON.stringify(servers);
  remember(stop);
}
