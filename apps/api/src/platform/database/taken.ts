import { Problem, type ProblemCode } from '../problems/index.js';

const UNIQUE_VIOLATION = '23505';

/** What each unique constraint refuses, and the field that is to blame. */
const TAKEN: Record<string, readonly [code: ProblemCode, path: string]> = {
  department_place_id_name_key: ['department.nameTaken', '/name'],
  account_username_key: ['account.usernameTaken', '/username'],
  place_parent_id_name_key: ['place.nameTaken', '/name'],
  membership_running: ['membership.held', '/role'],
  pool_place_id_name_key: ['pool.nameTaken', '/name'],
  pool_member_current: ['pool.memberTwice', '/personId'],
};

/**
 * The problem that a violated unique constraint is. The constraint alone decides, so that of several requests at once one
 * succeeds and the others are told; undefined for any other error.
 */
export function taken(error: unknown): Problem | undefined {
  const { driverError = error } = (error ?? {}) as { driverError?: unknown };
  const { code, constraint = '' } = (driverError ?? {}) as { code?: unknown; constraint?: string };
  if (code !== UNIQUE_VIOLATION) return undefined;
  const [refusal, path] = TAKEN[constraint] ?? ['request.taken' as const, undefined];
  return new Problem(refusal, {}, path, { cause: error });
}
