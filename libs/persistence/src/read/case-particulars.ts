import type { Channel } from '#domain';
import type { Queryable } from '../pool.js';
import type { NumberElsewhere } from './read-model.entities.js';

/** What the register shows of a case besides its row. */
export interface CaseParticulars {
  /** By which way it came in. */
  channel?: Channel;
  reporterId?: string;
  parties: string[];
  externalRefs: NumberElsewhere[];
}

interface Row {
  id: string;
  channel: Channel | null;
  reporter_id: string | null;
  parties: string[];
  external_refs: NumberElsewhere[] | null;
}

/** Of a page of cases: each is found by its key. */
export async function caseParticulars(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, CaseParticulars>> {
  const { rows } = await db.query<Row>({
    name: 'read-case-particulars',
    text: `SELECT c.id, c.reporter_id, c.external_refs,
        (SELECT e.data ->> 'channel' FROM event e WHERE e.case_id = c.id AND e.seq = 1) AS channel,
        ARRAY(SELECT p.person_id FROM case_person p WHERE p.case_id = c.id AND p.party ORDER BY p.person_id) AS parties
      FROM case_row c WHERE c.id = ANY ($1::uuid[])`,
    values: [ids],
  });
  return new Map(
    rows.map(({ id, channel, reporter_id: reporterId, parties, external_refs: refs }) => [
      id,
      { ...(channel && { channel }), ...(reporterId && { reporterId }), parties, externalRefs: refs ?? [] },
    ]),
  );
}
