import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What leaves the product for one person by one channel: the outbox. Its text is made when it is sent. */
@Entity('notice')
export class NoticeEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') channel!: string;
  @Column('text') kind!: 'reminder' | 'digest';
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  /** Of a digest. */
  @Column('date', { nullable: true }) day!: string | null;
  @Column('text') status!: 'waiting' | 'sent' | 'failed' | 'skipped';
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('int', { default: 0 }) attempts!: number;
  @Column('text', { nullable: true }) cause!: string | null;
  /** The mail server's last word. */
  @Column('smallint', { name: 'smtp_code', nullable: true }) smtpCode!: number | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
}

/** A message of the mailbox that goes to a person by a channel, and the notice that takes it there. */
@Entity('notice_item')
export class NoticeItemEntity {
  @PrimaryColumn('uuid', { name: 'account_id' }) accountId!: string;
  @PrimaryColumn('text') channel!: string;
  @PrimaryColumn('uuid', { name: 'source_id' }) sourceId!: string;
  @PrimaryColumn('int') seq!: number;
  @Column('uuid', { name: 'notice_id', nullable: true }) noticeId!: string | null;
}
