import type { ContentRef } from '#domain';
import type { KeyRing } from '#crypto';
import type { Queryable } from '../pool.js';
import { searchVector } from '../read/search-tokens.js';
import { readContent } from './read-content.js';

/**
 * The title that a case's row shows; undefined where there is none, or where nobody can read it any more.
 *
 * @throws UnknownKeyError when the key ring lacks the key that wrapped the case's
 */
export async function readTitle(
  db: Queryable,
  ring: KeyRing,
  ref: ContentRef | undefined,
): Promise<string | undefined> {
  const [result] = await readContent(db, ring, ref ? [ref] : []);
  return result && 'text' in result ? result.text : undefined;
}

/**
 * Condition of a statement that writes the row `r` of a case: a title only while the case's key lives. Whoever erases
 * it waits until that is written, or is waited for and found to have done it: no title comes after its erasure.
 */
export const TITLE_LIVES = `(r.title IS NULL OR EXISTS (
    SELECT FROM content_key k WHERE k.subject = 'case/' || r.id AND k.destroyed_at IS NULL FOR SHARE))`;

const idOf = (subject: string): string | undefined => /^case\/(.+)$/.exec(subject)?.[1];

/** Within the transaction that erases the subject. */
export async function lockTitle(db: Queryable, subject: string): Promise<void> {
  await db.query('SELECT FROM case_row WHERE id = $1 FOR UPDATE', [idOf(subject)]);
}

/** The title in clear and the words by which the case was found by it; number and places still find it. */
export async function forgetTitle(db: Queryable, subject: string): Promise<void> {
  const { rows } = await db.query<TitledRow>(
    `SELECT id, number, county_id AS "countyId", township_id AS "townshipId", village_id AS "villageId",
       grid_id AS "gridId" FROM case_row WHERE id = $1 AND title IS NOT NULL`,
    [idOf(subject)],
  );
  for (const { id, number, gridId, ...place } of rows)
    await db.query('UPDATE case_row SET title = NULL, search = $2::tsvector WHERE id = $1', [
      id,
      searchVector({ number, place: { ...place, ...(gridId !== null && { gridId }) } }),
    ]);
}

interface TitledRow {
  id: string;
  number: string;
  countyId: string;
  townshipId: string;
  villageId: string;
  gridId: string | null;
}
