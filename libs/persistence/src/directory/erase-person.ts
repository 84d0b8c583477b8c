import type { Instant } from '#domain';
import { timestamp, type Queryable } from '../pool.js';

/**
 * Takes away all that identifies; the id stays, for cases refer to it.
 *
 * @returns false when there is nobody, or nothing left to erase
 */
export async function erasePerson(db: Queryable, id: string, at: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE person SET name = NULL, nickname = NULL, grid_id = NULL, phone = NULL, name_index = NULL, phone_index = NULL, birth_year = NULL,
       erased_at = $2
     WHERE id = $1 AND erased_at IS NULL`,
    [id, timestamp(at)],
  );
  return rowCount === 1;
}
