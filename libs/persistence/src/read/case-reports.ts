import type { Instant } from '#domain';
import { v7 as uuidv7 } from 'uuid';
import { timestamp, type Pool } from '../pool.js';

/** That a case was entered in another office's register. */
export interface CaseReport {
  caseId: string;
  layout: string;
  at: Instant;
  by: string;
  /** It was taken back. */
  withdrawn?: { at: Instant; by: string };
}

interface Row {
  case_id: string;
  layout: string;
  reported_at: Date;
  reported_by: string;
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
}

const MARK = `INSERT INTO case_report (id, case_id, layout, reported_at, reported_by)
  SELECT m.id, m.case_id, $3, $4::timestamptz, $5::uuid FROM unnest($1::uuid[], $2::uuid[]) AS m(id, case_id)
  ON CONFLICT (case_id, layout) WHERE withdrawn_at IS NULL DO NOTHING`;
const WITHDRAW = `UPDATE case_report SET withdrawn_at = $3::timestamptz, withdrawn_by = $4::uuid
  WHERE case_id = ANY ($1::uuid[]) AND layout = $2 AND withdrawn_at IS NULL`;

/** Which cases were entered in the registers of other offices (已报送). Every mark stays, also one taken back. */
export class CaseReports {
  constructor(private readonly pool: Pool) {}

  /** Those that are marked already stay as they are. @returns how many were marked */
  async mark({ layout, by, at }: Mark, caseIds: readonly string[]): Promise<number> {
    const values = [caseIds.map(() => uuidv7()), caseIds, layout, timestamp(at), by];
    return (await this.pool.query(MARK, values)).rowCount ?? 0;
  }

  /** @returns how many marks were taken back */
  async withdraw({ layout, by, at }: Mark, caseIds: readonly string[]): Promise<number> {
    return (await this.pool.query(WITHDRAW, [caseIds, layout, timestamp(at), by])).rowCount ?? 0;
  }

  /** Those of the cases, the oldest first; without those taken back unless asked for. */
  async of(caseIds: readonly string[], { withdrawn = false } = {}): Promise<CaseReport[]> {
    const { rows } = await this.pool.query<Row>(
      `SELECT case_id, layout, reported_at, reported_by, withdrawn_at, withdrawn_by FROM case_report
       WHERE case_id = ANY ($1::uuid[]) ${withdrawn ? '' : 'AND withdrawn_at IS NULL'} ORDER BY reported_at, id`,
      [caseIds],
    );
    return rows.map((row) => ({
      caseId: row.case_id,
      layout: row.layout,
      at: row.reported_at.getTime(),
      by: row.reported_by,
      ...(row.withdrawn_at && {
        withdrawn: { at: row.withdrawn_at.getTime(), by: row.withdrawn_by! },
      }),
    }));
  }
}

interface Mark {
  layout: string;
  by: string;
  at: Instant;
}
