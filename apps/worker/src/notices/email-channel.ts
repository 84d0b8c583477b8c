import { createTransport, type Transporter } from 'nodemailer';
import type { Delivery, NoticeChannel, NoticeMessage } from './channel.js';
import { outcomeOf } from './smtp-outcome.js';

/** Milliseconds. `whole` must stay well under the time for which a notice is a worker's own. */
export interface SmtpTimeouts {
  connect: number;
  silence: number;
  whole: number;
}
export const SMTP_TIMEOUTS: SmtpTimeouts = { connect: 10_000, silence: 30_000, whole: 60_000 };

const LOOPBACK = /^(localhost|127\.[\d.]+|\[::1\])$/;

/** E-mail by SMTP, one connection a mail. */
export class EmailChannel implements NoticeChannel {
  readonly name = 'email';
  private readonly transport: Transporter;

  constructor(
    smtpUrl: string,
    private readonly from: string,
    private readonly timeouts: SmtpTimeouts = SMTP_TIMEOUTS,
  ) {
    const { protocol, username, hostname } = new URL(smtpUrl);
    this.transport = createTransport({
      url: smtpUrl,
      connectionTimeout: timeouts.connect,
      greetingTimeout: timeouts.connect,
      dnsTimeout: timeouts.connect,
      socketTimeout: timeouts.silence,
      // A password never crosses a network in clear.
      requireTLS: protocol === 'smtp:' && username !== '' && !LOOPBACK.test(hostname),
      disableFileAccess: true,
      disableUrlAccess: true,
      logger: false,
    });
  }

  async deliver({ id, subject, text }: NoticeMessage, address: string): Promise<Delivery> {
    const sending = this.transport.sendMail({
      from: this.from,
      to: { name: '', address },
      subject,
      text,
      messageId: `<${id}@${this.from.slice(this.from.lastIndexOf('@') + 1)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_resolve, reject) => {
      const error = Object.assign(new Error('SMTP took too long'), { code: 'ETIMEDOUT' });
      timer = setTimeout(() => reject(error), this.timeouts.whole);
    });
    try {
      await Promise.race([sending, tooLong]);
      return { delivered: true };
    } catch (error) {
      // What comes after the time is up is heard by nobody.
      sending.catch(() => undefined);
      return outcomeOf(error);
    } finally {
      clearTimeout(timer);
    }
  }
}
