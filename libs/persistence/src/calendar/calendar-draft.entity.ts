import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CalendarEdit } from '../catalogue/catalogue.entities.js';

/** A calendar that somebody has entered and may publish. */
@Entity('calendar_draft')
export class CalendarDraftEntity {
  @PrimaryColumn('uuid') id!: string;
  /** Null for the national one. */
  @Column('uuid', { name: 'county_id', nullable: true }) countyId!: string | null;
  @Column('jsonb') edit!: CalendarEdit;
  /** The version in force when it was entered. */
  @Column('int', { name: 'based_on' }) basedOn!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('uuid', { name: 'created_by' }) createdBy!: string;
  @Column('int', { name: 'published_version', nullable: true }) publishedVersion!: number | null;
}
