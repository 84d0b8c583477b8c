import { IsEmail, IsOptional, Matches, ValidateIf } from 'class-validator';
import { FromEnv } from './setting.js';

/** Notices by e-mail; without a mail server they stay in the mailbox of the product. */
export class MailConfig {
  @FromEnv({
    name: 'SMTP_URL',
    purpose: {
      zh: '邮件服务器，用于发送提醒和每日汇总；不设则只发站内消息',
      en: 'mail server for reminders and the daily digest; unset, there is the in-app mailbox only',
    },
    allowed: {
      zh: '应为 smtp://用户:密码@主机:端口 或 smtps://…',
      en: 'must look like smtp://user:password@host:port or smtps://…',
    },
    secret: true,
  })
  @IsOptional()
  @Matches(/^smtps?:\/\/[^\s/]+\/?$/)
  smtpUrl?: string;

  @FromEnv({
    name: 'MAIL_FROM',
    purpose: { zh: '发件人地址，设了 SMTP_URL 时必填', en: 'sender of e-mails, needed with SMTP_URL' },
    allowed: { zh: '应为一个电子邮箱地址', en: 'must be one e-mail address' },
  })
  @ValidateIf(({ smtpUrl, from }: MailConfig) => smtpUrl !== undefined || from !== undefined)
  @IsEmail()
  from?: string;

  /** `HH:MM` in Asia/Shanghai; mails go out within nine hours from then on. */
  @FromEnv({
    name: 'MAIL_DIGEST_AT',
    purpose: {
      zh: '工作日几点发每日汇总（北京时间）；任何邮件只在此后九小时内发出，其余时间一律顺延到下一个工作日，县里另有日历的依县里的',
      en: 'when the daily digest goes out on working days (Asia/Shanghai); every mail goes out within nine hours from then on or waits for the next working day, by the county’s own calendar where it has one',
    },
    allowed: { zh: '应为 时:分，例如 09:00', en: 'must be HH:MM, such as 09:00' },
    fallback: '09:00',
  })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/)
  digestAt!: string;
}
