import { HttpConfig, MailConfig } from '#config';
import { KeyRing } from '#crypto';
import { NoticeStore, type Pool } from '#persistence';
import { Logger, Module } from '@nestjs/common';
import { NOW, type Now } from '../now.js';
import { POOL, RecordingModule } from '../recording/recording.module.js';
import { EmailChannel } from './email-channel.js';
import { NoticeLoopService } from './notice-loop.service.js';
import { NoticeSender } from './notice-sender.js';

/** What leaves the product by other ways than the mailbox. */
@Module({
  imports: [RecordingModule],
  providers: [
    {
      provide: NoticeLoopService,
      inject: [POOL, KeyRing, MailConfig, HttpConfig, NOW],
      useFactory: (pool: Pool, ring: KeyRing, mail: MailConfig, http: HttpConfig, now: Now) =>
        new NoticeLoopService(emailSender(pool, ring, mail, http, now)),
    },
  ],
})
export class NoticesModule {}

function emailSender(
  pool: Pool,
  ring: KeyRing,
  { smtpUrl, from, digestAt }: MailConfig,
  { url }: HttpConfig,
  now: Now,
): NoticeSender | undefined {
  if (!smtpUrl || !from) return undefined;
  const logger = new Logger('Notices');
  const channel = new EmailChannel(smtpUrl, from);
  return new NoticeSender({
    store: new NoticeStore(pool, ring, channel.name),
    channel,
    digestAt,
    url,
    now,
    random: Math.random,
    tell: ({ status, ...line }) =>
      status === 'failed'
        ? logger.error({ ...line, msg: 'notice given up' })
        : logger.warn({ ...line, msg: 'notice not delivered; tried again later' }),
  });
}
