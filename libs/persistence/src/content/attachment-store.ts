import type { KeyRing } from '#crypto';
import type { Instant } from '#domain';
import { timestamp, type Queryable } from '../pool.js';
import { isAttached } from './is-attached.js';

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
  at: Instant;
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

type Row = Omit<Attachment, 'name'> & { fileName: Buffer | null };

const COLUMNS = `id, case_id AS "caseId", file_name AS "fileName", media_type AS "mediaType", size, sha256,
  storage_key AS "storageKey", uploaded_by AS "uploadedBy", created_at AS "createdAt"`;

/** What is known of uploaded files; names are sealed. */
export class AttachmentStore {
  constructor(
    private readonly db: Queryable,
    private readonly ring: KeyRing,
  ) {}

  /** False when there is a row of this id already: an earlier attempt at the same request. */
  async insert(attachment: NewAttachment): Promise<boolean> {
    const { id, commandId, caseId, name, mediaType, size, sha256, storageKey, uploadedBy, at } = attachment;
    const sealed = this.ring.sealText(name, context(id));
    const { rowCount } = await this.db.query(
      `INSERT INTO attachment (id, case_id, subject, file_name, media_type, size, sha256, storage_key, uploaded_by,
         created_at, command_id)
       VALUES ($1, $2::uuid, 'case/' || $2::uuid, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING`,
      [id, caseId, sealed, mediaType, size, sha256, storageKey, uploadedBy, timestamp(at), commandId],
    );
    return rowCount === 1;
  }

  /** Whether attached or not. */
  async find(id: string): Promise<Attachment | undefined> {
    return (await this.select('id = $1', id))[0];
  }

  async findAttached(id: string): Promise<Attachment | undefined> {
    return (await this.select(`id = $1 AND ${isAttached('a')}`, id))[0];
  }

  /** In the order in which they came. */
  attachedTo(caseId: string): Promise<Attachment[]> {
    return this.select(`case_id = $1 AND ${isAttached('a')} ORDER BY created_at, id`, caseId);
  }

  async remove(id: string): Promise<void> {
    await this.db.query('DELETE FROM attachment WHERE id = $1', [id]);
  }

  private async select(where: string, id: string): Promise<Attachment[]> {
    const { rows } = await this.db.query<Row>(`SELECT ${COLUMNS} FROM attachment a WHERE ${where}`, [id]);
    return rows.map(({ fileName, ...row }) => ({
      ...row,
      ...(fileName && { name: this.ring.openText(fileName, context(row.id)) }),
    }));
  }
}

const context = (id: string): string => `attachment/${id}`;
