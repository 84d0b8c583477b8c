import type { Refusal } from '#domain';
import { Problem } from './problem.js';

/**
 * What the domain refused, as a problem.
 *
 * @param prefix JSON pointer of the payload within the request's body, such as `/payload`
 */
export function problemOfRefusal({ code, params, path }: Refusal, prefix = ''): Problem {
  return new Problem(code, params, path === undefined ? undefined : `${prefix}${path}`);
}
