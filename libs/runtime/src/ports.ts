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

/** Different free ports of the loopback interface, as the operating system picks them. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(Array.from({ length: count }, listenAnywhere));
  const ports = probes.map(({ port }) => port);
  await Promise.all(probes.map(({ close }) => close()));
  return ports;
}

function listenAnywhere(): Promise<{ port: number; close: () => Promise<void> }> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      done({ port, close: () => new Promise((closed) => server.close(() => closed())) });
    });
  });
}
