import type { ContentRef } from '#domain';
import { decrypt, DecryptionError, type KeyRing, sha256Base64Url, UnknownKeyError } from '#crypto';
import type { Queryable } from '../pool.js';
import { SELECT_CONTENT } from './content.sql.js';

/** A text, or why there is none: its key was destroyed, there is no such text, or its bytes were changed. */
export type ContentResult = { text: string } | { missing: 'erased' | 'unknown' | 'altered' };

interface ContentRow {
  id: string;
  subject: string;
  ciphertext: Buffer;
  digest: string;
  wrapped: Buffer | null;
}

/**
 * One result a reference, in their order.
 *
 * @throws UnknownKeyError when the key ring lacks the key that wrapped a subject's
 */
export async function readContent(
  db: Queryable,
  ring: KeyRing,
  refs: readonly ContentRef[],
): Promise<ContentResult[]> {
  if (refs.length === 0) return [];
  const { rows } = await db.query<ContentRow>(SELECT_CONTENT({ ids: refs.map((ref) => ref.content) }));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return refs.map((ref) => open(ring, byId.get(ref.content), ref));
}

function open(ring: KeyRing, row: ContentRow | undefined, ref: ContentRef): ContentResult {
  if (!row) return { missing: 'unknown' };
  if (row.digest !== ref.digest || sha256Base64Url(row.ciphertext) !== ref.digest)
    return { missing: 'altered' };
  if (!row.wrapped) return { missing: 'erased' };
  try {
    const key = ring.open(row.wrapped, keyContext(row.subject));
    return { text: decrypt(key, row.ciphertext, textContext(row.subject, row.id)).toString('utf8') };
  } catch (error) {
    if (error instanceof DecryptionError && !(error instanceof UnknownKeyError))
      return { missing: 'altered' };
    throw error;
  }
}

export const keyContext = (subject: string): string => `content-key/${subject}`;
export const textContext = (subject: string, id: string): string => `content/${subject}/${id}`;
