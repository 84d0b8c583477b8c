import type { Instant, KindName, Role } from '#domain';
import { instant, timestamp, type Queryable } from '../pool.js';
import { namedStatement } from '../sql/named-statement.js';
import { ASSIGNEE } from './assignees.js';
import { present } from './rows.js';

/** A step that waits for somebody, as lists of cases show it. */
export interface OpenStep {
  caseId: string;
  step: string;
  kind: KindName;
  owner: Role;
  assignee?: string;
  dueAt?: Instant;
}

type Row = Omit<OpenStep, 'assignee' | 'dueAt'> & { assignee: string | null; dueAt: Date | number | null };

const OPEN_STEPS = namedStatement(
  'open-steps',
  `SELECT case_id AS "caseId", step, kind, owner_role AS owner, due_at AS "dueAt", ${ASSIGNEE('s', ':now')}
   FROM step_row s WHERE case_id = ANY (:caseIds::uuid[]) AND status = 'open' ORDER BY due_at, step`,
);

/** Of each of the cases that has any, the nearest due first. One statement for a page of cases. */
export async function openSteps(
  db: Queryable,
  caseIds: readonly string[],
  now: Instant,
): Promise<Map<string, OpenStep[]>> {
  if (caseIds.length === 0) return new Map();
  const { rows } = await db.query<Row>(OPEN_STEPS({ caseIds, now: timestamp(now) }));
  const steps = rows.map((row): OpenStep => present({ ...row, dueAt: instant(row.dueAt) }));
  return Map.groupBy(steps, ({ caseId }) => caseId);
}
