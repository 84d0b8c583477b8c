import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The data key of all texts of a subject, wrapped by the key ring; null once it was destroyed. */
@Entity('content_key')
export class ContentKeyEntity {
  /** `case/…` or `person/…`. */
  @PrimaryColumn('text') subject!: string;
  @Column('bytea', { nullable: true }) wrapped!: Buffer | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'destroyed_at', nullable: true }) destroyedAt!: Date | null;
}

/** A text, encrypted with the key of its subject. */
@Entity('content')
export class ContentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') subject!: string;
  @Column('bytea') ciphertext!: Buffer;
  /** SHA-256 of the ciphertext, base64url. */
  @Column('text') digest!: string;
  /** An event refers to it; what none refers to is swept. */
  @Column('boolean', { default: false }) referenced!: boolean;
  /** The workflow and the command that it was put away for. */
  @Column('text', { name: 'workflow_id', nullable: true }) workflowId!: string | null;
  @Column('text', { name: 'command_id', nullable: true }) commandId!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
