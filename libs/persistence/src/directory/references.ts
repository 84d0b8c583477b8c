import type { Place } from '#domain';
import type { Pool } from 'pg';

export type ReferenceKind = 'person' | 'department' | 'attachment';

/** An id that a command carries. */
export interface Reference {
  kind: ReferenceKind;
  id: string;
}

/** Where a case belongs, and itself when it is there already (its attachments may be referred to). */
export interface ReferenceScope {
  place: Place;
  caseId?: string;
}

/**
 * Ids that a case may refer to: people of its township (or of the county itself, or of a pool that serves the case),
 * departments that serve its place, and its own attachments. `$1` are the ids, `$2` county, township, village and
 * grid, `$3` the case.
 */
const KNOWN: Record<ReferenceKind, string> = {
  person: `
    SELECT p.id FROM person p
    JOIN place home ON home.id = p.village_id
    LEFT JOIN place above ON above.id = home.parent_id
    WHERE p.id = ANY ($1::uuid[]) AND p.erased_at IS NULL AND $3::uuid IS NOT DISTINCT FROM $3::uuid AND (
      ($2::uuid[])[2] IN (home.id, above.id, above.parent_id) OR home.id = ($2::uuid[])[1]
      OR EXISTS (SELECT FROM pool_member m JOIN pool ON pool.id = m.pool_id
                 WHERE m.person_id = p.id AND pool.place_id = ANY ($2::uuid[])))`,
  department: `
    SELECT id FROM department
    WHERE id = ANY ($1::uuid[]) AND place_id = ANY ($2::uuid[]) AND $3::uuid IS NOT DISTINCT FROM $3::uuid`,
  attachment: `
    SELECT id FROM attachment
    WHERE id = ANY ($1::uuid[]) AND cardinality($2::uuid[]) > 0 AND case_id = $3::uuid`,
};

/** Those of the references that a case in this scope may not name. */
export async function unknownReferences<R extends Reference>(
  db: Pick<Pool, 'query'>,
  references: readonly R[],
  scope: ReferenceScope,
): Promise<R[]> {
  const kinds = [...new Set(references.map(({ kind }) => kind))];
  const known = new Set(
    (await Promise.all(kinds.map((kind) => knownOf(db, kind, references, scope)))).flat(),
  );
  return references.filter(({ kind, id }) => !known.has(`${kind}/${id}`));
}

async function knownOf(
  db: Pick<Pool, 'query'>,
  kind: ReferenceKind,
  references: readonly Reference[],
  { place, caseId }: ReferenceScope,
): Promise<string[]> {
  const { countyId, townshipId, villageId, gridId } = place;
  const ids = references.filter((reference) => reference.kind === kind).map(({ id }) => id);
  const { rows } = await db.query<{ id: string }>({
    name: `references-${kind}`,
    text: KNOWN[kind],
    values: [ids, [countyId, townshipId, villageId, ...(gridId ? [gridId] : [])], caseId ?? null],
  });
  return rows.map(({ id }) => `${kind}/${id}`);
}
