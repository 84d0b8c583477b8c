import { SERVERS_VARIABLE, type SharedServers } from './servers.js';

/** The servers that Jest's global set-up has started for this run. */
export function sharedServers(): SharedServers {
  const text = process.env[SERVERS_VARIABLE];
  if (!text)
    throw new Error('No servers here: specs with real servers belong to the projects medium or e2e (test/).');
  return JSON.parse(text) as SharedServers;
}

/** The workflows for a worker of a spec: the product's, on the clock of the specs. */
export const workflowsOfRun = (): { workflowBundle: { codePath: string } } => ({
  workflowBundle: { codePath: sharedServers().workflowBundle },
});
