import type { CalendarBits, CalendarDay, Procedure } from '#domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an administrator (whole years) or a county (its own days, without years) has entered. */
export interface CalendarEdit {
  years?: number[];
  provisionalYears?: number[];
  days: CalendarDay[];
}

/** A published procedure. The database refuses to change or delete it. */
@Entity('procedure_version')
export class ProcedureVersionEntity {
  @PrimaryColumn('text') key!: string;
  @PrimaryColumn('int') version!: number;
  @Column('jsonb') body!: Procedure;
  /** SHA-256 of the canonical JSON of `body`, base64url. */
  @Column('text') digest!: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt!: Date;
  /** The account; null when it was seeded from `procedures/`. */
  @Column('uuid', { name: 'published_by', nullable: true }) publishedBy!: string | null;
}

/** A published calendar of working days. The database refuses to change or delete it. */
@Entity('calendar_version')
export class CalendarVersionEntity {
  @PrimaryColumn('int') version!: number;
  @Column('jsonb') bits!: CalendarBits;
  /** Null for the national one; a county's stands complete, so that one row is the whole truth. */
  @Column('uuid', { name: 'county_id', nullable: true }) countyId!: string | null;
  /** As it was entered; null when it was seeded. */
  @Column('jsonb', { nullable: true }) edit!: CalendarEdit | null;
  @Column('text') digest!: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt!: Date;
  @Column('uuid', { name: 'published_by', nullable: true }) publishedBy!: string | null;
}
