import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be shut: to whoever goes through it, the server is down. */
export class Gate {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;

  private constructor(
    private readonly to: { host: string; port: number },
    readonly port: number,
  ) {}

  static async before(url: string, port: number): Promise<Gate> {
    const { hostname: host, port: target } = new URL(url);
    const gate = new Gate({ host, port: Number(target) }, port);
    await gate.open();
    return gate;
  }

  async open(): Promise<void> {
    this.server = createServer((incoming) => {
      const outgoing = connect(this.to);
      for (const [one, other] of [
        [incoming, outgoing],
        [outgoing, incoming],
      ] as const) {
        this.sockets.add(one);
        one.on('error', () => other.destroy());
        one.on('close', () => this.sockets.delete(one));
        one.pipe(other);
      }
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async shut(): Promise<void> {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
    if (this.server?.listening) await once(this.server, 'close');
    this.server = undefined;
  }
}
