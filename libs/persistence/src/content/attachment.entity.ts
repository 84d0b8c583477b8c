import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is known of an uploaded file; the bytes lie in the file store under `storageKey`. */
@Entity('attachment')
export class AttachmentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  /** Whose it is (`case/…` or `person/…`): erasing the subject removes the name. */
  @Column('text') subject!: string;
  /** Sealed by the key ring with `attachment/{id}`; null once erased. */
  @Column('bytea', { name: 'file_name', nullable: true }) fileName!: Buffer | null;
  /** As found by looking at the bytes. */
  @Column('text', { name: 'media_type' }) mediaType!: string;
  /** In bytes. */
  @Column('int') size!: number;
  /** Of the bytes as uploaded, base64url. */
  @Column('text') sha256!: string;
  @Column('text', { name: 'storage_key' }) storageKey!: string;
  @Column('uuid', { name: 'uploaded_by' }) uploadedBy!: string;
  /** The command that it was put away for. */
  @Column('text', { name: 'command_id', nullable: true }) commandId!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Found by the sweep in an event of its case; until then it isn't known. */
  @Column('boolean', { default: false }) attached?: boolean;
}
