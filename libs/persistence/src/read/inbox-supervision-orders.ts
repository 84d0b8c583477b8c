import { SUPERVISING_ROLES } from '#domain';
import { timestamp, type Queryable } from '../pool.js';
import { DUTY_COLUMNS, type DutyRow, dutySummary, type DutySummary } from './duties.js';
import { servesAt } from './case-scope.js';
import { type InboxCase, inboxCase, type InboxCaseRow } from './inbox-case.js';
import type { InboxQuery } from './inbox-query.js';

type Whose = { where: string; values: unknown[] };

/** A supervision order that waits for an answer, or whose answer waits to be judged. */
export interface InboxSupervisionOrder {
  supervisionOrder: DutySummary;
  case: InboxCase;
}

export type InboxSupervisionOrderRow = DutyRow & InboxCaseRow;

/** In the order of the inbox an order stands where a step of its id and this key would. */
export const SUPERVISION_ORDER_KEY = 'supervisionOrder';

/** What is addressed to the account, to its roles, and answers to its offices: an index scan each. */
export const ownSupervisionOrders = ({ scope: { accountId, work } }: Pick<InboxQuery, 'scope'>): Whose[] => [
  ...someServed(accountId, work),
  ...work.map(({ role, place }) => ({
    where: `role = $1 AND ${place.level}_id = $2::uuid AND status = 'open'`,
    values: [role, place.id],
  })),
  ...work
    .filter(({ role }) => SUPERVISING_ROLES.some((office) => office === role))
    .map(({ role, place }) => ({
      where: `level = $1 AND ${place.level}_id = $2::uuid AND status = 'answered'`,
      values: [role, place.id],
    })),
];

/** To the account, as long as it has a role where the order belongs. */
function someServed(accountId: string, work: InboxQuery['scope']['work']): Whose[] {
  const values: unknown[] = [accountId];
  const served = servesAt({ work }, (value) => `$${values.push(value)}`, 'duty_row');
  return [{ where: `account_id = $1::uuid AND status = 'open' AND ${served}`, values }];
}

export function selectSupervisionOrders(
  { where, values }: Whose,
  { due, limit }: Pick<InboxQuery, 'due' | 'limit'>,
  after: string[] | undefined,
) {
  const bound = [...values];
  const bind = (value: unknown): string => `$${bound.push(value)}`;
  const conditions = [where];
  if (due?.after !== undefined) conditions.push(`due_at > ${bind(timestamp(due.after))}::timestamptz`);
  if (due?.upTo !== undefined) conditions.push(`due_at <= ${bind(timestamp(due.upTo))}::timestamptz`);
  if (after)
    conditions.push(
      `(due_at, id, '${SUPERVISION_ORDER_KEY}') > (${bind(after[0])}::timestamptz, ${bind(after[1])}::uuid, ${bind(after[2])}::text COLLATE "C")`,
    );
  return {
    text: `SELECT d.*, c.number, c.title, c.category, c.urgent, c.procedure_key, c.procedure_version, c.version AS case_version, c.paused_until
      FROM (
        SELECT ${DUTY_COLUMNS} FROM duty_row WHERE ${conditions.join(' AND ')}
        ORDER BY due_at, id LIMIT ${bind(limit + 1)}::integer) d
      JOIN case_row c ON c.id = d.case_id
      ORDER BY d.due_at, d.id`,
    values: bound,
  };
}

export async function supervisionOrderDueTimes(
  db: Queryable,
  { where, values }: Whose,
): Promise<Pick<DutyRow, 'id' | 'due_at' | 'status'>[]> {
  const { rows } = await db.query<Pick<DutyRow, 'id' | 'due_at' | 'status'>>(
    `SELECT id, due_at, status FROM duty_row WHERE ${where}`,
    values,
  );
  return rows;
}

export const inboxSupervisionOrder = (row: InboxSupervisionOrderRow): InboxSupervisionOrder => ({
  supervisionOrder: dutySummary(row),
  case: inboxCase(row),
});
