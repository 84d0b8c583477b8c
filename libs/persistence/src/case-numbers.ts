import type { Queryable } from './pool.js';
import { namedStatement } from './sql/named-statement.js';

/** Not in a line with the sequence when the case has its number already. */
const TAKE = namedStatement(
  'case-number',
  `WITH known AS (SELECT year, n FROM case_number WHERE case_id = :caseId::uuid),
   next AS (
     INSERT INTO case_number_sequence AS s (township_id, year, last)
     SELECT :townshipId::uuid, :year::smallint, 1 WHERE NOT EXISTS (SELECT FROM known)
     ON CONFLICT (township_id, year) DO UPDATE SET last = s.last + 1
     RETURNING year, last),
   taken AS (
     INSERT INTO case_number (case_id, township_id, year, n)
     SELECT :caseId::uuid, :townshipId::uuid, year, last FROM next
     ON CONFLICT (case_id) DO NOTHING
     RETURNING year, n)
   SELECT numbers.year, numbers.n, place.name
   FROM (SELECT * FROM known UNION ALL SELECT * FROM taken) numbers
   JOIN place ON place.id = :townshipId::uuid`,
);

/** Nothing when another case has the number by now. */
const KEEP = namedStatement(
  'case-number-keep',
  `WITH sequence AS (
     INSERT INTO case_number_sequence AS s (township_id, year, last)
     VALUES (:townshipId::uuid, :year::smallint, :n::integer)
     ON CONFLICT (township_id, year) DO UPDATE SET last = greatest(s.last, excluded.last)
     RETURNING year)
   INSERT INTO case_number (case_id, township_id, year, n)
   SELECT :caseId::uuid, :townshipId::uuid, year, :n::integer FROM sequence
   ON CONFLICT DO NOTHING`,
);

const YEAR = new Intl.DateTimeFormat('en-u-nu-latn', { timeZone: 'Asia/Shanghai', year: 'numeric' });

/** Human case numbers like `清溪2026-0012`: township, year of intake, and a count that begins anew with each year. */
export class CaseNumbers {
  constructor(private readonly pool: Queryable) {}

  /**
   * The same case always gets the same number, so an opening may be repeated. A number of an opening that never came
   * to be stays unused.
   */
  async numberFor(caseId: string, townshipId: string, at: number): Promise<string> {
    const year = Number(YEAR.format(at));
    for (let attempt = 0; attempt < 3; attempt++) {
      // Nothing comes back when another request has just numbered the same case: the next look finds it.
      const { rows } = await this.pool.query<{ year: number; n: number; name: string }>(
        TAKE({ caseId, townshipId, year }),
      );
      const row = rows[0];
      if (row) return `${row.name.replace(/(镇|乡|街道)$/, '')}${row.year}-${String(row.n).padStart(4, '0')}`;
    }
    throw new Error(`no number for case ${caseId}: is ${townshipId} a township?`);
  }

  /**
   * Has a number that was given out before known again, so that it isn't given out a second time.
   *
   * @returns the other case that has it by now, if any
   */
  async keep(caseId: string, townshipId: string, number: string): Promise<string | undefined> {
    const [, year, n] = /(\d{4})-(\d+)$/.exec(number) ?? [];
    if (year === undefined || n === undefined) return undefined;
    await this.pool.query(KEEP({ caseId, townshipId, year: Number(year), n: Number(n) }));
    const { rows } = await this.pool.query<{ case_id: string }>(
      'SELECT case_id FROM case_number WHERE township_id = $1 AND year = $2 AND n = $3 AND case_id <> $4',
      [townshipId, Number(year), Number(n), caseId],
    );
    return rows[0]?.case_id;
  }
}
