import { KeyRing } from '#crypto';
import type { Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '../../platform/database/index.js';

export interface NewAttachment {
  id: string;
  /** The command that is to attach it. */
  commandId: string;
  caseId: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  storageKey: string;
  uploadedBy: string;
  at: number;
}

export interface Attachment {
  id: string;
  caseId: string;
  /** Missing once the case was erased. */
  name?: string;
  mediaType: string;
  size: number;
  sha256: string;
  storageKey: string;
  uploadedBy: string;
  createdAt: Date;
}

const COLUMNS = `id, case_id AS "caseId", file_name AS "fileName", media_type AS "mediaType", size, sha256,
  storage_key AS "storageKey", uploaded_by AS "uploadedBy", created_at AS "createdAt"`;

/** Only what a command has attached: a row alone may belong to an upload that was refused or given up. */
const ATTACHED = `EXISTS (SELECT FROM event e WHERE e.case_id = attachment.case_id AND e.type = 'attached'
  AND e.data ->> 'attachmentId' = attachment.id::text)`;

type Row = Omit<Attachment, 'name'> & { fileName: Buffer | null };

/** What is known of uploaded files; names are sealed. */
@Injectable()
export class AttachmentRowsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly ring: KeyRing,
  ) {}

  /** False when there is a row of this id already: an earlier attempt at the same request. */
  async insert({
    id,
    commandId,
    caseId,
    name,
    mediaType,
    size,
    sha256,
    storageKey,
    uploadedBy,
    at,
  }: NewAttachment): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `INSERT INTO attachment (id, case_id, subject, file_name, media_type, size, sha256, storage_key, uploaded_by,
         created_at, command_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING`,
      [
        id,
        caseId,
        `case/${caseId}`,
        this.ring.sealText(name, context(id)),
        mediaType,
        size,
        sha256,
        storageKey,
        uploadedBy,
        new Date(at),
        commandId,
      ],
    );
    return rowCount === 1;
  }

  /** Whether attached or not. */
  async find(id: string): Promise<Attachment | undefined> {
    return (await this.select('id = $1', id))[0];
  }

  async findAttached(id: string): Promise<Attachment | undefined> {
    return (await this.select(`id = $1 AND ${ATTACHED}`, id))[0];
  }

  /** In the order in which they came. */
  attachedTo(caseId: string): Promise<Attachment[]> {
    return this.select(`case_id = $1 AND ${ATTACHED} ORDER BY created_at, id`, caseId);
  }

  async remove(id: string): Promise<void> {
    await this.pool.query('DELETE FROM attachment WHERE id = $1', [id]);
  }

  private async select(where: string, id: string): Promise<Attachment[]> {
    const { rows } = await this.pool.query<Row>(`SELECT ${COLUMNS} FROM attachment WHERE ${where}`, [id]);
    return rows.map(({ fileName, ...row }) => ({
      ...row,
      ...(fileName && { name: this.ring.openText(fileName, context(row.id)) }),
    }));
  }
}

const context = (id: string): string => `attachment/${id}`;
