import type { Place } from '#domain';
import type { Pool } from '#persistence';
import { Inject, Injectable } from '@nestjs/common';
import { POOL } from '../../../platform/database/index.js';
import { Problem } from '../../../platform/problems/index.js';
import type { Reference, ReferenceKind } from '../payload/index.js';

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

@Injectable()
export class ReferenceCheckService {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /**
   * @param prefix JSON pointer of what the references' paths point into
   * @throws Problem 422 `person.unknown`, `department.unknown`, `attachment.unknown` naming every such field
   */
  async require(references: readonly Reference[], around: ReferenceScope, prefix = ''): Promise<void> {
    const kinds = [...new Set(references.map(({ kind }) => kind))];
    const known = new Set(
      (await Promise.all(kinds.map((kind) => this.known(kind, references, around)))).flat(),
    );
    const unknown = references.filter(({ kind, id }) => !known.has(`${kind}/${id}`));
    const [first] = unknown;
    if (!first) return;
    throw new Problem(`${first.kind}.unknown`, {}, undefined, {
      errors: unknown.map(({ kind, path }) => ({ path: prefix + path, code: `${kind}.unknown` })),
    });
  }

  private async known(
    kind: ReferenceKind,
    references: readonly Reference[],
    { place, caseId }: ReferenceScope,
  ): Promise<string[]> {
    const { countyId, townshipId, villageId, gridId } = place;
    const ids = references.filter((reference) => reference.kind === kind).map(({ id }) => id);
    const { rows } = await this.pool.query<{ id: string }>({
      name: `references-${kind}`,
      text: KNOWN[kind],
      values: [ids, [countyId, townshipId, villageId, ...(gridId ? [gridId] : [])], caseId ?? null],
    });
    return rows.map(({ id }) => `${kind}/${id}`);
  }
}
