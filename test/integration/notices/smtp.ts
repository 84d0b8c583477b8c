import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** What the server does with the next mail. */
export type Manner = 'accept' | 'refuse' | 'defer' | 'dropAfterData' | 'silentAfterData' | 'dropAtOnce';

export interface Received {
  to: string;
  messageId: string;
  raw: string;
}

/** A real SMTP server on this machine that behaves as it is told. */
export class TestSmtp {
  /** Manners for the mails to come, in turn; then all are accepted. */
  manners: Manner[] = [];
  /** Answered with 250. */
  readonly accepted: Received[] = [];
  /** Read to the end, whatever was answered. */
  readonly taken: Received[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: SMTPServer) {}

  static async start(): Promise<TestSmtp> {
    const holder: { smtp?: TestSmtp } = {};
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onRcptTo: (_address, _session, done) => {
        const manner = holder.smtp?.manners[0];
        if (manner !== 'refuse') return done();
        holder.smtp?.manners.shift();
        done(Object.assign(new Error('no such user'), { responseCode: 550 }));
      },
      onData: (stream, session, done) => {
        void text(stream).then((raw) =>
          holder.smtp?.take(raw, session.envelope.rcptTo[0]?.address ?? '', done),
        );
      },
    });
    server.on('error', () => undefined);
    const smtp = new TestSmtp(server);
    holder.smtp = smtp;
    server.server.on('connection', (socket: Socket) => smtp.connected(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.hangUp();
    await new Promise<void>((resolve) => this.server.close(resolve));
  }

  hangUp(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  private connected(socket: Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    if (this.manners[0] !== 'dropAtOnce') return;
    this.manners.shift();
    socket.destroy();
  }

  private take(raw: string, to: string, done: (error?: Error | null) => void): void {
    const messageId = /^Message-ID:\s*(\S+)/im.exec(raw)?.[1] ?? '';
    this.taken.push({ to, messageId, raw });
    switch (this.manners.shift() ?? 'accept') {
      case 'defer':
        return done(Object.assign(new Error('later'), { responseCode: 451 }));
      case 'dropAfterData':
        return this.hangUp();
      case 'silentAfterData':
        return;
      default:
        this.accepted.push({ to, messageId, raw });
        return done();
    }
  }
}

/** Header and body of a mail as a reader sees them. */
export function readable({ raw }: Received): { subject: string; body: string } {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const unfolded = head.replace(/\r\n\s+/g, ' ');
  const subject = /^Subject: (.*)$/im.exec(unfolded)?.[1] ?? '';
  const encoding = /^Content-Transfer-Encoding: (.*)$/im.exec(unfolded)?.[1]?.trim();
  const body = rest.join('\r\n\r\n');
  return {
    subject: subject.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([BQ])\?(.*?)\?=/gi, decodeWord),
    body: encoding === 'base64' ? Buffer.from(body, 'base64').toString() : quotedPrintable(body),
  };
}

const decodeWord = (_all: string, form: string, word: string): string =>
  form.toUpperCase() === 'B'
    ? Buffer.from(word, 'base64').toString()
    : quotedPrintable(word.replaceAll('_', ' '));

const quotedPrintable = (value: string): string =>
  Buffer.from(
    value
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString();
