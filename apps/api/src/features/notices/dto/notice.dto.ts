import { NOTICE_STATUSES, type NoticeStatus } from '#persistence';
import { ApiProperty } from '@nestjs/swagger';
import { PageQuery } from '../../../platform/paging/index.js';
import { CodeField } from '../../../platform/validation/index.js';

const ID = { type: String, format: 'uuid', example: '019a0000-0000-7000-8000-000000000001' } as const;
const TIME = { type: String, format: 'date-time', example: '2026-03-02T09:30:00+08:00' } as const;

export class NoticesQueryDto extends PageQuery {
  @CodeField({
    description: '状态：待发、已发、已放弃、不必再发 · State: waiting, sent, given up, no longer called for',
    values: NOTICE_STATUSES,
    optional: true,
    example: 'failed',
  })
  state?: NoticeStatus;
}

export class NoticeDto {
  @ApiProperty({ ...ID, description: '编号 · Id' })
  id!: string;

  @ApiProperty({ ...ID, description: '收件账号 · The account it is for' })
  accountId!: string;

  @ApiProperty({ type: String, description: '收件人姓名 · Name of the recipient', example: '刘召集' })
  accountName!: string;

  @ApiProperty({ type: String, description: '渠道 · By which way', example: 'email' })
  channel!: string;

  @ApiProperty({
    enum: ['reminder', 'digest'],
    description: '种类：提醒或每日汇总 · A reminder, or the digest of a day',
    example: 'reminder',
  })
  kind!: 'reminder' | 'digest';

  @ApiProperty({ enum: [...NOTICE_STATUSES], description: '状态 · State', example: 'failed' })
  state!: NoticeStatus;

  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: '已尝试次数 · How often it was tried',
    example: 12,
  })
  attempts!: number;

  @ApiProperty({
    type: String,
    description: '未发出的原因代码 · Code of why it did not go',
    required: false,
    example: 'refused',
  })
  cause?: string;

  @ApiProperty({
    type: 'integer',
    description: '邮件服务器最近的应答码 · Last answer of the mail server',
    required: false,
    example: 550,
  })
  smtpCode?: number;

  @ApiProperty({ ...TIME, description: '产生时间 · When it was made' })
  createdAt!: string;

  @ApiProperty({ ...TIME, description: '下次尝试时间 · When it is tried next', required: false })
  nextTryAt?: string;

  @ApiProperty({ ...TIME, description: '了结时间 · When it was settled', required: false })
  settledAt?: string;
}

export class NoticeRetryDto {
  @ApiProperty({ ...ID, description: '编号 · Id' })
  id!: string;

  @ApiProperty({ enum: ['waiting'], description: '状态 · State', example: 'waiting' })
  state!: 'waiting';
}
