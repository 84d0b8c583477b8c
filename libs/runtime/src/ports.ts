import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** @returns why nobody can listen there now (`EADDRINUSE`, `EACCES`, ...), or undefined if one can */
export function listenTrouble(port: number, host = '127.0.0.1'): Promise<string | undefined> {
  return new Promise((answer) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => answer(error.code ?? error.message));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => answer(undefined)));
  });
}

/** Whether one could listen on this loopback port now. */
export async function isFree(port: number): Promise<boolean> {
  return (await listenTrouble(port)) === undefined;
}

/**
 * Outgoing connections get their ports from 32768 on (macOS and Windows: from 49152): a port from there may be taken
 * by one before the server that was meant to have it listens, and again whenever that is restarted.
 */
const LOWEST = 20_000;
const BEYOND = 32_768;
const TAKEN = ['EADDRINUSE', 'EACCES'];

/** Different free ports of the loopback interface, by chance, so that several programs at once find different ones. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = randomInt(LOWEST, BEYOND);
    const trouble = await listenTrouble(port);
    if (trouble === undefined) found.add(port);
    else if (!TAKEN.includes(trouble)) throw new Error(`no port of the loopback interface: ${trouble}`);
  }
  return [...found];
}
