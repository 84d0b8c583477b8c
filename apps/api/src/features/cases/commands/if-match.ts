import { Problem } from '../../../platform/problems/index.js';
import { stale } from './outcome.js';

const VERSION = /^"([1-9]\d{0,8})"$/;

/** A case's version as a strong entity tag. */
export const etagOf = (version: number): string => `"${version}"`;

/**
 * The version that `If-Match` names; undefined without the header, and for `*`.
 *
 * @throws Problem 400 for what is no entity tag, 412 for one that can't be a version of a case
 */
export function expectedVersion(header: string | undefined): number | undefined {
  const tag = header?.trim();
  if (tag === undefined || tag === '*') return undefined;
  const [, version] = VERSION.exec(tag) ?? [];
  if (version !== undefined) return Number(version);
  if (/^(W\/)?"[\x21\x23-\x7e]*"(\s*,\s*(W\/)?"[\x21\x23-\x7e]*")*$/.test(tag)) throw stale();
  throw new Problem(400, 'request.ifMatchInvalid', {}, undefined, {
    errors: [{ in: 'header', path: '/If-Match', code: 'request.ifMatchInvalid' }],
  });
}
