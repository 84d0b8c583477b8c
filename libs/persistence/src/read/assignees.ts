import { ROLES, rolesFor } from '#domain';

/** SQL: pairs of a role, and a role whose steps it may be assigned. */
export const MAY_BE_ASSIGNED = ROLES.flatMap((owner) =>
  rolesFor(owner).map((role) => `('${role}', '${owner}')`),
).join(', ');

/**
 * Step `s` is assigned to somebody who may be: an account that is not disabled, by a role that it has at the step's place now. An
 * assignment never outlives the role, and what is not assigned is free.
 *
 * @param now the parameter of the present
 */
export const hasAssignee = (s: string, now: string): string => `(${s}.assignee IS NOT NULL AND EXISTS (
    SELECT FROM membership h JOIN account a ON a.id = h.account_id
    WHERE h.account_id = ${s}.assignee AND h.place_id IN (${s}.county_id, ${s}.township_id, ${s}.village_id, ${s}.grid_id)
      AND (h.role, ${s}.owner_role) IN (${MAY_BE_ASSIGNED})
      AND (h.role <> 'department' OR ${s}.assigned_departments IS NULL OR h.department_id = ANY (${s}.assigned_departments))
      AND h.valid_from <= ${now}::timestamptz AND (h.valid_to IS NULL OR h.valid_to > ${now}::timestamptz)
      AND (a.disabled_at IS NULL OR a.disabled_at > ${now}::timestamptz)))`;

/** The assignee of step `s`: nobody where it is somebody who may not be. */
export const ASSIGNEE = (s: string, now: string): string =>
  `CASE WHEN ${hasAssignee(s, now)} THEN ${s}.assignee END AS assignee`;

/** Assignees of open steps of case `c` without a role for it, see {@link hasAssignee}. */
export const lapsedAssignees = (c: string, now: string): string => `ARRAY(
    SELECT DISTINCT s.assignee FROM step_row s
    WHERE s.case_id = ${c}.id AND s.status = 'open' AND s.assignee IS NOT NULL AND NOT ${hasAssignee('s', now)})`;
