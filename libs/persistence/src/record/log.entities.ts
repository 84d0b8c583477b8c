import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Table, type Written } from '../sql/table.js';

/** Events, commands and links of both stand in the same tables. */
const OF_WHAT = 'id of the case or of the duty';

/** What happened, for good: the database refuses to change or delete it. Read and written by the recorder. */
@Entity('event')
export class EventEntity {
  @PrimaryColumn('uuid', { name: 'case_id', comment: OF_WHAT }) caseId!: string;
  @PrimaryColumn('int') seq!: number;
  @Column('text') type!: string;
  @Column('text', { name: 'command_id' }) commandId!: string;
  @Column('uuid', { nullable: true }) actor!: string | null;
  @Column('timestamptz', { name: 'occurred_at' }) occurredAt!: Date;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  /** All of the event that has no column. */
  @Column('jsonb') data!: Record<string, unknown>;
  /** SHA-256 of the canonical JSON of the whole event. */
  @Column('bytea') digest!: Buffer;
}
export type RecordedEvent = Written<EventEntity>;
export const EVENT = new Table<RecordedEvent>(EventEntity);

/** A command that was carried out, with the events that it made; never changed either. */
@Entity('command')
export class CommandEntity {
  @PrimaryColumn('uuid', { name: 'case_id', comment: OF_WHAT }) caseId!: string;
  @PrimaryColumn('text', { name: 'command_id' }) commandId!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('text', { name: 'body_hash' }) bodyHash!: string;
  @Column('int', { name: 'first_seq' }) firstSeq!: number;
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
}
export const COMMAND = new Table<Written<CommandEntity>>(CommandEntity);

/** The chain over the digests of a case's events; never changed either. */
@Entity('audit')
export class AuditEntity {
  @PrimaryColumn('uuid', { name: 'case_id', comment: OF_WHAT }) caseId!: string;
  @PrimaryColumn('int') seq!: number;
  @Column('bytea') previous!: Buffer;
  @Column('bytea') hash!: Buffer;
}
export type AuditRow = Written<AuditEntity>;
export const AUDIT = new Table<AuditRow>(AuditEntity);
