import type { Queryable } from '../pool.js';
import { contentRefs } from '../record/content-refs.js';

/** References within the values whose texts PostgreSQL doesn't hold. What was erased is there, unreadable. */
export async function missingTexts(db: Queryable, value: unknown): Promise<string[]> {
  const ids = contentRefs(value).map(({ content }) => content);
  if (ids.length === 0) return [];
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM unnest($1::uuid[]) AS wanted(id)
     WHERE NOT EXISTS (SELECT FROM content WHERE content.id = wanted.id)`,
    [ids],
  );
  return rows.map(({ id }) => id);
}
