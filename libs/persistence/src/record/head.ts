import type { RecordedHead } from '#contracts';
import type { Queryable } from '../pool.js';

/** Whether the audit chain of a case or duty ends with this link. */
export async function isRecordedHead(db: Queryable, { id, seq, hash }: RecordedHead): Promise<boolean> {
  const { rows } = await db.query<{ seq: number; hash: Buffer }>({
    name: 'read-head',
    text: 'SELECT seq, hash FROM audit WHERE case_id = $1::uuid ORDER BY seq DESC LIMIT 1',
    values: [id],
  });
  const [last] = rows;
  return last?.seq === seq && last.hash.toString('base64url') === hash;
}
