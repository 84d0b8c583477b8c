import type { ParkCode } from '#contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A run of a case or supervision order that waits for an operator; its row need not exist. */
@Entity('parked_run')
export class ParkedRunEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: 'case' | 'duty';
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('timestamptz') since!: Date;
  @Column('timestamptz', { name: 'tried_at' }) triedAt!: Date;
  @Column('integer') attempts!: number;
  @Column('text') reason!: ParkCode;
  /** Numbers and codes only. */
  @Column('text', { nullable: true }) detail!: string | null;
}

/** A command that was accepted and then given up by an operator, because it can't be recorded. */
@Entity('discarded_command')
export class DiscardedCommandEntity {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @PrimaryColumn('text', { name: 'command_id' }) commandId!: string;
  @Column('text') reason!: string;
  @Column('timestamptz', { name: 'discarded_at' }) discardedAt!: Date;
}

/** What a batch could not do for a single case or supervision order, while it went on with the others. */
@Entity('failed_item')
export class FailedItemEntity {
  @PrimaryColumn('text') task!: string;
  @PrimaryColumn('uuid') id!: string;
  @Column('text') kind!: 'case' | 'duty';
  @Column('text') reason!: string;
  @Column('timestamptz') since!: Date;
  @Column('timestamptz', { name: 'tried_at' }) triedAt!: Date;
  @Column('integer') attempts!: number;
}
