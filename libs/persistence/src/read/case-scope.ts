import type { Role } from '#domain';
import type { PlaceLevel } from '../directory/organisation.entities.js';

/** A place with all below it. */
export interface ScopePlace {
  level: PlaceLevel;
  id: string;
}

/** A role held at a place: its unassigned steps there and below are one's own to claim. */
export interface RoleAtPlace {
  role: Role;
  place: ScopePlace;
  /** Of a department's representative: only cases that touch this department. */
  departmentId?: string;
}

/** A place whose cases somebody may see, with all below it; a department's representative those that ask it only. */
export interface SeenPlace extends ScopePlace {
  departmentId?: string;
}

/**
 * Which cases somebody may see: the one scope of lists, counts, single cases, messages and orders. Of restricted cases
 * (marked confidential, or with a red line) only those of which something waits for the account.
 *
 * A condition on each row that an index has found: `OFFSET 0` keeps PostgreSQL from making joins of them, whose order
 * would be chance.
 */
export interface CaseScope {
  accountId: string;
  /** Nothing is seen of what lies in none of these. */
  places: readonly SeenPlace[];
  /** The roles whose work the account does, its own and those it stands in for, each at its place. */
  work: readonly RoleAtPlace[];
}

/** Adds a value to a statement and names its parameter. */
export type Bind = (value: unknown) => string;

const within = (place: string, row: string): string =>
  `${place} IN (${row}.county_id, ${row}.township_id, ${row}.village_id, ${row}.grid_id)`;

/** The case asks the department, or an order to the account waits. */
const asks = (department: string, account: string, c: string): string => `(
  EXISTS (SELECT FROM case_department d WHERE d.case_id = ${c}.id AND d.department_id = ${department})
  OR ${ordered(account, c)})`;

const ordered = (account: string, c: string): string =>
  `EXISTS (SELECT FROM duty_row o WHERE o.case_id = ${c}.id AND o.ended_at IS NULL AND o.account_id = ${account})`;

/**
 * Of a restricted case: the township's office; whoever may do an open step, or is asked about one; to whom an order goes
 * and whose it is; who acted in it. Always by a role at the case's place.
 */
function mustAct({ accountId, work }: CaseScope, bind: Bind, c: string): string {
  const account = `${bind(accountId)}::uuid`;
  const roles = work.map(({ role, place, departmentId }) => ({
    role,
    place: place.id,
    department: departmentId,
  }));
  return `EXISTS (
    SELECT FROM jsonb_to_recordset(${bind(JSON.stringify(roles))}::jsonb) AS w(role text, place uuid, department uuid)
    WHERE ${within('w.place', c)} AND (w.department IS NULL OR ${asks('w.department', account, c)}) AND (
      w.role = 'townshipOffice'
      OR EXISTS (
        SELECT FROM step_row r WHERE r.case_id = ${c}.id AND r.status = 'open' AND (r.owner_role = w.role
          OR w.role = 'county' AND r.owner_role = 'townshipOffice' AND (r.extension_asked OR r.assignment_escalated)))
      OR EXISTS (
        SELECT FROM duty_row o WHERE o.case_id = ${c}.id AND o.ended_at IS NULL
          AND (o.account_id = ${account} OR o.role = w.role OR o.level = w.role))
      OR w.role <> 'county'
        AND EXISTS (SELECT FROM case_actor a WHERE a.case_id = ${c}.id AND a.account_id = ${account})))`;
}

/** Case `c` isn't restricted, or something of it waits for the account. */
export const unhidden = (scope: CaseScope, bind: Bind, c: string): string =>
  `(NOT ${c}.restricted OR ${mustAct(scope, bind, c)})`;

/**
 * What a list of one place asks: one equality, which an index serves, and what the case itself must be.
 *
 * @param of the row whose place is meant, where that isn't the case's own
 */
export const seenAt = (
  scope: CaseScope,
  { level, id, departmentId }: SeenPlace,
  bind: Bind,
  { c, of = c }: { c: string; of?: string },
): string[] => [`${of}.${level}_id = ${bind(id)}::uuid`, ...seenBy(scope, departmentId, bind, c)];

/** What case `c` in a place that is seen must be. */
export const seenBy = (
  scope: CaseScope,
  departmentId: string | undefined,
  bind: Bind,
  c: string,
): string[] => [
  ...(departmentId ? [asks(`${bind(departmentId)}::uuid`, `${bind(scope.accountId)}::uuid`, c)] : []),
  unhidden(scope, bind, c),
];

/** Whether case `c` is seen at all: for what isn't listed place by place. */
export function seen(scope: CaseScope, bind: Bind, c: string): string {
  const places = scope.places.map(({ id, departmentId }) => ({ place: id, department: departmentId }));
  return `(EXISTS (
    SELECT FROM jsonb_to_recordset(${bind(JSON.stringify(places))}::jsonb) AS p(place uuid, department uuid)
    WHERE ${within('p.place', c)}
      AND (p.department IS NULL OR ${asks('p.department', `${bind(scope.accountId)}::uuid`, c)}) OFFSET 0)
    AND ${unhidden(scope, bind, c)})`;
}

/** The account has any role at the place of row `r`. */
export const servesAt = ({ work }: Pick<CaseScope, 'work'>, bind: Bind, r: string): string =>
  `EXISTS (SELECT FROM unnest(${bind([...new Set(work.map(({ place }) => place.id))])}::uuid[]) AS p(place)
    WHERE ${within('p.place', r)} OFFSET 0)`;
