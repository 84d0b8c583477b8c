import type { CalendarBits, Procedure } from '#domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

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
  @Column('text') digest!: string;
  @Column('timestamptz', { name: 'published_at' }) publishedAt!: Date;
  @Column('uuid', { name: 'published_by', nullable: true }) publishedBy!: string | null;
}
